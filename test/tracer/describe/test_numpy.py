"""NumPy values, and bounds on the largest of them."""

import time
import unittest

import numpy as np
from describing import column, fingerprint, say


class Arrays(unittest.TestCase):
    def test_statistics_agree_with_numpy(self):
        random = np.random.default_rng(1)
        for array in (
            random.normal(size=(40, 5)),
            random.integers(0, 100, 1000).astype("i2"),
            random.normal(size=100_000).astype("f4"),
            random.normal(size=(60, 50)).T,
            random.normal(size=(10, 10, 10))[::2, 1:, ::3],
        ):
            with self.subTest(shape=array.shape, dtype=array.dtype):
                made = say(array)
                self.assertEqual(
                    (made.kind, made.summary["shape"], made.summary["dtype"]),
                    ("array", list(array.shape), str(array.dtype)),
                )
                self.assertEqual((made.summary["min"], made.summary["max"]), (array.min(), array.max()))
                self.assertAlmostEqual(made.summary["mean"], float(array.mean(dtype="f8")), places=6)

    def test_nulls_masks_and_odd_dtypes(self):
        self.assertEqual(say(np.array([1.0, np.nan, np.nan])).summary["nulls"], 2)
        masked = say(np.ma.masked_array([1, 2, 30], [False, False, True]))
        self.assertEqual((masked.type, masked.summary["nulls"], masked.summary["max"]), ("MaskedArray", 1, 2))
        self.assertEqual(masked.preview["items"], [1, 2, None])
        self.assertEqual(
            say(np.array(["2020-01-01", "NaT"], "M8[D]")).preview["items"], [["date", "2020-01-01"], ["nat"]]
        )
        for array in (
            np.array([]),
            np.array(5),
            np.array([1 + 2j]),
            np.array([None, "x"], object),
            np.zeros((0, 3)),
            np.array(["a", "b"]),
            np.zeros(3, "f2"),
        ):
            say(array)

    def test_structured_is_a_table(self):
        made = say(np.array([(1, "a"), (2, "b")], dtype=[("x", "i4"), ("y", "U3")]))
        self.assertEqual((made.kind, made.summary["shape"]), ("table", [2, 2]))
        self.assertEqual(column(made, "x")["max"], 2)
        self.assertEqual(made.preview["rows"], [[1, "a"], [2, "b"]])

    def test_scalars(self):
        self.assertEqual(say(np.float64("nan")).summary["value"], ["nan"])
        self.assertEqual(say(np.int64(2**62)).summary["value"], ["int", str(2**62)])
        self.assertEqual(say(np.bool_(True)).summary["value"], True)
        self.assertEqual(say(np.datetime64("2020-02-03")).kind, "date")

    def test_fingerprints_of_content(self):
        array = np.arange(200_000.0)
        self.assertEqual(say(array).fp, say(array.copy()).fp)
        other = array.copy()
        other[123_456] += 1e-9
        self.assertNotEqual(say(array).fp, say(other).fp)
        self.assertNotEqual(say(array).fp, say(array.astype("i8")).fp)
        self.assertNotEqual(say(np.zeros((2, 3))).fp, say(np.zeros((3, 2))).fp)

    def test_shuffle_in_place_is_noticed(self):
        for shape in (10, 100_000, (300, 40)):
            array = np.random.default_rng(0).normal(size=shape)
            before = fingerprint(array)
            array.sum()
            self.assertEqual(before, fingerprint(array))
            np.random.default_rng(1).shuffle(array)
            self.assertNotEqual(before, fingerprint(array))

    def test_ten_gigabytes_cost_milliseconds_and_say_so(self):
        for array in (
            np.broadcast_to(np.float64(1.5), (1_300_000_000,)),
            np.broadcast_to(np.arange(10.0), (130_000_000, 10)),
        ):
            say(array[:1])
            start = time.thread_time()
            made = say(array)
            self.assertLess(time.thread_time() - start, 0.2)
            self.assertEqual((made.detail, made.why), ("sample", "size"))
            self.assertNotIn("nulls", made.summary)
            fingerprint(array)

    def test_state_of_numpy_is_left_alone(self):
        before, state = np.geterr(), np.random.get_state()[1].copy()
        with self.assertNoWarnings():
            say(np.array([np.inf, -np.inf, np.nan, 1e308, -1e308]))
            say(np.full(10, np.nan))
        self.assertEqual(before, np.geterr())
        self.assertTrue((state == np.random.get_state()[1]).all())

    def assertNoWarnings(self):
        import contextlib
        import warnings

        @contextlib.contextmanager
        def none():
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                yield

        return none()


if __name__ == "__main__":
    unittest.main()

"""pandas values: statistics against pandas' own, cells, fingerprints that follow columns, what must not be computed."""

import unittest

import numpy as np
import pandas as pd
from describing import column, fingerprint, say

STATS = pd.DataFrame(
    {
        "int": [3, 1, 2, 2],
        "float": [1.5, None, -2.0, 0.25],
        "text": ["b", "a", None, "b"],
        "date": pd.to_datetime(["2020-01-01", None, "2021-06-01", "2020-02-02"]),
        "flag": [True, False, True, True],
        "category": pd.Categorical(["u", "v", None, "u"]),
        "masked": pd.array([1, None, 3, 4], dtype="Int64"),
        "arrow": pd.array([1.0, None, 3.0, 4.0], dtype="double[pyarrow]"),
        "object": pd.Series(["x", 1, None, [2]], dtype=object),
        "span": pd.to_timedelta(["1 day", None, "2 hours", "1 day"]),
        "zoned": pd.to_datetime(["2020-07-01", "2020-07-02", None, "2020-07-03"]).tz_localize("Europe/Berlin"),
        "period": pd.PeriodIndex(["2020-01", "2020-02", "NaT", "2020-03"], freq="M"),
    }
)


class Frames(unittest.TestCase):
    def test_every_column_agrees_with_pandas(self):
        made = say(STATS)
        self.assertEqual((made.kind, made.type, made.lib, made.detail), ("table", "DataFrame", "pandas", "full"))
        self.assertEqual(made.summary["shape"], [4, 12])
        for name in STATS.columns:
            with self.subTest(name):
                self.assertEqual(column(made, name)["nulls"], int(STATS[name].isna().sum()))
                self.assertEqual(column(made, name)["type"], str(STATS[name].dtype))
        for name in ("int", "float", "masked", "arrow"):
            with self.subTest(name):
                found = column(made, name)
                self.assertEqual((found["min"], found["max"]), (STATS[name].min(), STATS[name].max()))
                self.assertAlmostEqual(found["mean"], STATS[name].mean())

    def test_large_columns_agree_with_pandas(self):
        random = np.random.default_rng(3)
        frame = pd.DataFrame(
            {
                "f": random.normal(size=50_000),
                "i": random.integers(-9, 9, 50_000),
                "s": random.choice(list("abc"), 50_000),
            }
        )
        frame.loc[::7, "f"] = None
        made = say(frame)
        self.assertEqual(column(made, "f")["nulls"], frame["f"].isna().sum())
        self.assertEqual(column(made, "f")["max"], frame["f"].max())
        self.assertAlmostEqual(column(made, "f")["mean"], frame["f"].mean())
        self.assertEqual(column(made, "i")["distinct"], frame["i"].nunique())
        self.assertIn(column(made, "s")["sampled"], (1000, 5000), "of objects fewer are looked at")

    def test_cells_keep_what_json_cannot(self):
        odd = pd.DataFrame(
            {
                "f": [np.nan, np.inf, -np.inf, -0.0, 1.0],
                "i": [2**60, 1, 2, 3, 4],
                "d": pd.to_datetime(["2020", None] * 2 + ["2021"]),
            }
        )
        rows = say(odd).preview["rows"]
        self.assertEqual([row[0] for row in rows], [["nan"], ["inf"], ["-inf"], ["-0"], 1.0])
        self.assertEqual(rows[0][1], ["int", str(2**60)])
        self.assertEqual([rows[0][2], rows[1][2]], [["date", "2020-01-01"], ["nat"]])

    def test_labels(self):
        twice = pd.DataFrame([[1, 2]], columns=["a", "a"])
        self.assertEqual([found["name"] for found in say(twice).summary["columns"]], ["a", "a"])
        nested = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("x", "a"), ("x", "b")]))
        self.assertEqual([found["name"] for found in say(nested).summary["columns"]], ["x / a", "x / b"])
        keyed = STATS[["int", "float"]].set_index(pd.Index(list("wxyz"), name="key"))
        self.assertEqual(say(keyed).summary["index"], "key (Index)")
        self.assertEqual(say(keyed).preview["index"], ["w", "x", "y", "z"])
        self.assertNotIn("index", say(STATS).preview)
        two = STATS.set_index(["int", "flag"])
        self.assertEqual(say(two).summary["index"], "int, flag (MultiIndex)")

    def test_unchanged_columns_keep_their_fingerprints(self):
        before = say(STATS)
        after = say(STATS.assign(int=STATS["int"] + 1).copy())
        same = [
            name
            for name in STATS.columns
            if name != "object" and column(before, name)["fingerprint"] == column(after, name)["fingerprint"]
        ]
        self.assertEqual(same, [name for name in STATS.columns if name not in ("int", "object")])
        self.assertNotEqual(column(before, "int")["fingerprint"], column(after, "int")["fingerprint"])

    def test_a_write_in_place_is_seen_by_fingerprint_and_statistics(self):
        frame = pd.DataFrame({"a": np.arange(100_000), "b": np.zeros(100_000)})
        before = say(frame)
        frame.loc[77_777, "b"] = 9.0
        after = say(frame)
        self.assertEqual(column(after, "b")["max"], 9.0)
        self.assertNotEqual(before.fp, after.fp)
        self.assertEqual(column(before, "a")["fingerprint"], column(after, "a")["fingerprint"])

    def test_shuffled_rows_differ(self):
        frame = pd.DataFrame({"a": np.arange(300_000)})
        self.assertNotEqual(say(frame).fp, say(frame.sample(frac=1, random_state=1).reset_index(drop=True)).fp)
        self.assertNotEqual(say(frame).fp, say(frame.iloc[::-1].reset_index(drop=True)).fp)
        self.assertNotEqual(say(frame).fp, say(frame.set_index(frame["a"] + 1)).fp)

    def test_empty(self):
        self.assertEqual(say(pd.DataFrame()).summary["shape"], [0, 0])
        made = say(STATS.iloc[:0])
        self.assertEqual(made.summary["shape"], [0, 12])
        self.assertEqual(made.preview["rows"], [])

    def test_secrets_in_columns(self):
        made = say(pd.DataFrame({"api_key": ["abc", "def"], "note": ["postgres://u:pw@h/x", "fine"]}))
        self.assertEqual(made.preview["rows"], [["•••", "postgres://u:•••@h/x"], ["•••", "fine"]])
        self.assertNotIn("top", column(made, "api_key"))

    def test_series_index_and_derived(self):
        made = say(STATS["float"])
        self.assertEqual((made.kind, made.summary["shape"], made.summary["nulls"]), ("series", [4], 1))
        self.assertEqual(say(STATS.index).kind, "series")
        self.assertEqual(say(STATS.set_index(["int", "text"]).index).summary["shape"], [4, 2])
        for lazy in (
            STATS.groupby("text"),
            STATS["int"].rolling(2),
            STATS.set_index("date").resample("D"),
            STATS["int"].expanding(),
        ):
            self.assertEqual(say(lazy).kind, "lazy", type(lazy))
        for value, kind in ((pd.Timestamp("2020-01-01"), "date"), (pd.NaT, "scalar"), (pd.NA, "scalar")):
            self.assertIn(say(value).kind, (kind, "date", "other"))

    def test_ten_thousand_columns_are_bounded(self):
        made = say(pd.DataFrame(np.zeros((3, 10_000))))
        self.assertEqual(made.summary["shape"], [3, 10_000])
        self.assertEqual(len(made.summary["columns"]) + made.summary["columnsOmitted"], 10_000)
        self.assertLessEqual(len(made.preview["columns"]), 30)


class Changes(unittest.TestCase):
    def test_changes_in_place_are_noticed_and_reads_are_not(self):
        frame = pd.DataFrame({"a": [1, 2, 3], "s": ["x", "y", "z"]})
        changes = [
            lambda: frame.insert(1, "b", 1),
            lambda: frame.__delitem__("b"),
            lambda: frame.update(pd.DataFrame({"a": [9, 9, 9]})),
            lambda: frame.iloc.__setitem__((0, 0), 7),
            lambda: frame.pop("s"),
            lambda: setattr(frame, "columns", ["z"]),
            lambda: setattr(frame, "index", [7, 8, 9]),
        ]
        for at, change in enumerate(changes):
            before = fingerprint(frame)
            frame.describe()
            self.assertEqual(before, fingerprint(frame))
            change()
            self.assertNotEqual(before, fingerprint(frame), at)


if __name__ == "__main__":
    unittest.main()

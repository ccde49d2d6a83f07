"""Polars and pyarrow values, against their own statistics; lazy frames are left alone."""

import os
import tempfile
import unittest

import polars as pl
import pyarrow as pa
import pyarrow.dataset
from describing import column, fingerprint, say

FRAME = pl.DataFrame(
    {
        "i": [3, None, 1],
        "f": [0.5, float("nan"), None],
        "s": ["b", None, "b"],
        "d": pl.Series(["2020-01-01", None, "2021-01-01"]).str.to_date(),
        "l": [[1], [2, 3], None],
        "b": [True, None, False],
    }
)


class Polars(unittest.TestCase):
    def test_statistics_agree(self):
        made = say(FRAME)
        self.assertEqual((made.kind, made.lib, made.summary["shape"]), ("table", "polars", [3, 6]))
        for name in FRAME.columns:
            self.assertEqual(column(made, name)["nulls"], FRAME[name].null_count(), name)
            self.assertEqual(column(made, name)["type"], str(FRAME[name].dtype))
        self.assertEqual((column(made, "i")["min"], column(made, "i")["max"]), (1, 3))
        self.assertEqual(column(made, "s")["top"], [["b", 2]])
        self.assertEqual(made.preview["rows"][1][:4], [None, ["nan"], None, None])

    def test_series_and_fingerprints(self):
        series = FRAME["i"]
        self.assertEqual((say(series).kind, say(series).summary["nulls"]), ("series", 1))
        self.assertEqual(say(FRAME.select("i", "s")).fp, say(FRAME.clone().select("i", "s")).fp)
        after = say(FRAME.with_columns(pl.col("i") + 1))
        before = say(FRAME)
        changed = [
            n for n in FRAME.columns if column(before, n).get("fingerprint") != column(after, n).get("fingerprint")
        ]
        self.assertEqual(changed, ["i"])

    def test_unchanged_frames_look_unchanged(self):
        wide = FRAME.with_columns(
            t=pl.lit("2020-01-01 10:00").str.to_datetime(),
            m=pl.lit("1.50").str.to_decimal(scale=2),
            p=pl.duration(hours="i"),
            n=pl.struct("i", "s"),
            o=pl.Series([object()] * 3),
        )
        for frame in (FRAME, wide):
            seen = fingerprint(frame)
            self.assertEqual(seen, fingerprint(frame))
            self.assertTrue(all(fingerprint(frame[name]) == fingerprint(frame[name]) for name in frame.columns))
            for name in set(frame.columns) - {"l", "n", "o"}:
                self.assertNotEqual(seen, fingerprint(frame.with_columns(pl.col(name).shift(1))), name)

    def test_large(self):
        frame = pl.DataFrame({"n": range(120_000), "s": [str(at % 7) for at in range(120_000)]})
        made = say(frame)
        self.assertEqual((column(made, "n")["max"], column(made, "n")["nulls"]), (119_999, 0))
        self.assertEqual(column(made, "s")["sampled"], 5000)
        self.assertEqual(say(frame.reverse()).fp == made.fp, False)

    def test_lazy_frames_read_nothing_and_call_nothing(self):
        called = []
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.csv")
            FRAME.select("i").write_csv(path)
            scanned = pl.scan_csv(path)
        mapped = FRAME.lazy().map_batches(lambda frame: (called.append(1), frame)[1])
        for lazy in (scanned, mapped, FRAME.lazy(), FRAME.group_by("s"), FRAME.lazy().group_by("s")):
            self.assertEqual(say(lazy).kind, "lazy")
            fingerprint(lazy)
        self.assertEqual(called, [])

    def test_changes_in_place(self):
        frame = FRAME.clone()
        before = fingerprint(frame)
        frame.insert_column(0, pl.Series("x", [1, 2, 3]))
        self.assertNotEqual(before, fingerprint(frame))


class Arrow(unittest.TestCase):
    def test_tables_and_arrays(self):
        table = pa.table({"i": [1, None, 3], "s": ["a", "b", None], "n": [{"x": 1}, None, {"x": 2}]})
        made = say(table)
        self.assertEqual((made.kind, made.lib, made.summary["shape"]), ("table", "pyarrow", [3, 3]))
        self.assertEqual([found["nulls"] for found in made.summary["columns"]], [1, 1, 1])
        self.assertEqual(column(made, "i")["mean"], 2.0)
        self.assertEqual(made.preview["rows"][0][:2], [1, "a"])
        self.assertEqual(say(table.slice(1)).preview["rows"][0][:2], [None, "b"])
        self.assertEqual(say(table["i"]).summary["shape"], [3])
        self.assertEqual(say(pa.array([1, 2])).kind, "series")
        self.assertEqual(say(pa.scalar(5)).summary["value"], 5)

    def test_equal_content_in_other_chunks_agrees(self):
        words = [f"word {at % 50}" for at in range(3000)]
        one = pa.table({"s": words, "i": range(3000)})
        again = pa.table({"s": words, "i": range(3000)})
        part = pa.table({"s": ["x", *words], "i": range(-1, 3000)}).slice(1)
        self.assertEqual(say(one).fp, say(again).fp)
        self.assertEqual(say(one).fp, say(part).fp)
        other = one.set_column(0, "s", [["other", *words[1:]]])
        self.assertNotEqual(say(one).fp, say(other).fp)

    def test_datasets_are_not_read(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.parquet")
            pa.parquet = __import__("pyarrow.parquet").parquet
            pa.parquet.write_table(pa.table({"i": [1]}), path)
            dataset = pyarrow.dataset.dataset(path)
        made = say(dataset)
        self.assertEqual((made.kind, made.summary["columns"][0]["name"]), ("lazy", "i"))


if __name__ == "__main__":
    unittest.main()

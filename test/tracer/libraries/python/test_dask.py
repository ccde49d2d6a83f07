"""Dask: collections are told by what they know already; no task runs, nothing is asked of the graph."""

import unittest
from unittest import mock

import dask
import dask.array as da
import dask.bag as db
import dask.dataframe as dd
import numpy as np
import pandas as pd
from library import field, loads_on_demand, look

FRAME = pd.DataFrame({"city": ["Oslo", "Rome", "Oslo"], "sales": [1.0, 2.0, 3.0]})


class Dask(unittest.TestCase):
    def setUp(self):
        patch = mock.patch.object(dask.local, "get_async", side_effect=AssertionError("computed"))
        patch.start()
        self.addCleanup(patch.stop)
        self.ran = []

    def see(self, part):
        self.ran.append(part)
        return part

    def test_frames(self):
        frame = dd.from_pandas(FRAME, npartitions=2)
        mapped = (
            frame[frame.sales > 1].assign(twice=frame.sales * 2).map_partitions(self.see, meta=FRAME.assign(twice=1.0))
        )
        self.ran.clear()
        made = look(mapped)
        self.assertEqual((made.kind, made.lib, made.summary["progress"]), ("lazy", "dask", "pending"))
        self.assertEqual([found["name"] for found in made.summary["columns"]], ["city", "sales", "twice"])
        self.assertEqual(made.summary["columns"][1]["type"], "float64")
        self.assertEqual(look(frame["sales"]).summary["columns"], [{"name": "sales", "type": "float64"}])
        self.assertEqual(look(frame.groupby("city")).kind, "lazy")
        self.assertEqual(self.ran, [])

    def test_frames_made_of_expressions_tell_their_chain(self):
        frame = dd.from_pandas(FRAME, npartitions=2)
        if not hasattr(frame, "_expr"):
            self.skipTest("this Dask has no expressions")
        plan = look(frame[frame.sales > 1].assign(twice=1)).summary["plan"].split("\n")
        self.assertEqual([line.split()[0] for line in plan], ["Assign", "Filter", "FromPandas"])

    def test_arrays_bags_and_tasks(self):
        made = look(da.from_array(np.ones((10, 6)), chunks=(5, 4)) + 1)
        self.assertEqual((made.summary["shape"], made.summary["dtype"]), ([10, 6], "float64"))
        self.assertEqual(field(made, "chunks"), "2 of 5 × 2 of 4")
        unknown = look(da.from_array(np.arange(5), chunks=2)[da.from_array(np.arange(5), chunks=2) > 1])
        self.assertNotIn("shape", unknown.summary)
        self.assertEqual(field(look(db.from_sequence([1, 2], npartitions=2).map(self.see)), "npartitions"), "2")
        self.assertEqual(look(dask.delayed(len)([1])).summary["plan"], "len")
        self.assertEqual(self.ran, [])

    def test_loaded_with_the_library_only(self):
        loads_on_demand(self, "dask_collections", "import dask; value = dask.delayed(len)([1])")


if __name__ == "__main__":
    unittest.main()

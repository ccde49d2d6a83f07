"""xarray: dimensions, sizes and types; numbers only where they are in memory. Files and Dask's chunks are not
loaded."""

import os
import tempfile
import unittest

import numpy as np
import xarray as xr
from library import field, loads_on_demand, look

DATA = xr.Dataset(
    {"heat": (("place", "day"), np.array([[1.0, 2.0, np.nan], [4.0, 5.0, 6.0]]))},
    coords={"place": ["Oslo", "Rome"], "day": [1, 2, 3]},
)


class XArray(unittest.TestCase):
    def test_arrays(self):
        made = look(DATA["heat"])
        self.assertEqual((made.kind, made.summary["shape"], made.summary["dtype"]), ("array", [2, 3], "float64"))
        self.assertEqual((made.summary["nulls"], made.summary["max"]), (1, 6.0))
        self.assertEqual((field(made, "dims"), field(made, "name")), ("place: 2, day: 3", "'heat'"))
        self.assertEqual(made.preview["rows"][0], [1.0, 2.0, ["nan"]])
        self.assertEqual(made.fp, look(DATA["heat"].copy()).fp)
        self.assertNotEqual(made.fp, look(DATA["heat"] + 1).fp)

    def test_data_sets(self):
        made = look(DATA)
        self.assertEqual((made.kind, made.summary["shape"]), ("record", [3]))
        self.assertEqual(made.summary["fields"]["heat"], ["variable", "float64 (place: 2, day: 3)"])
        self.assertEqual(made.summary["fields"]["day"], ["coordinate", "int64 (day: 3)"])
        self.assertEqual(look(DATA.groupby("place")).kind, "lazy")
        self.assertEqual(look(DATA["heat"].rolling(day=2)).kind, "lazy")

    def test_a_file_is_not_read(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.nc")
            DATA.drop_vars("place").to_netcdf(path, engine="scipy")
            with xr.open_dataset(path, engine="scipy") as lazy:
                made = look(lazy["heat"])
                self.assertEqual((made.detail, made.why, made.summary["shape"]), ("summary", "not loaded", [2, 3]))
                self.assertFalse(lazy["heat"].variable._in_memory)
                self.assertIn("not loaded", field(look(lazy), "heat"))
                lazy["heat"].load()
                self.assertEqual(look(lazy["heat"]).summary["max"], 6.0)

    def test_chunks_are_not_computed(self):
        made = look(DATA.chunk({"place": 1})["heat"])
        self.assertEqual((made.detail, made.summary["shape"]), ("summary", [2, 3]))

    def test_loaded_with_the_library_only(self):
        loads_on_demand(self, "xarray_datasets", "import xarray; value = xarray.DataArray([1, 2])")


if __name__ == "__main__":
    unittest.main()

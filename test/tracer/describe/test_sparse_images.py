"""SciPy's sparse arrays and Pillow's images."""

import os
import tempfile
import unittest

import numpy as np
import scipy.sparse as sp
from describing import field, look
from PIL import Image

DENSE = np.array([[0.0, 2.0, 0.0], [0.0, 0.0, 0.0], [-1.5, 0.0, 4.0]])


class Sparse(unittest.TestCase):
    def test_every_layout(self):
        for layout in ("csr", "csc", "coo", "bsr", "dia", "lil", "dok"):
            with self.subTest(layout):
                value = getattr(sp, f"{layout}_matrix")(DENSE)
                made = look(value)
                self.assertEqual((made.kind, made.lib, made.summary["shape"]), ("array", "scipy", [3, 3]))
                self.assertEqual((field(made, "format"), made.summary["dtype"]), (layout, "float64"))
                if layout != "dia":
                    self.assertEqual(field(made, "stored"), str(value.nnz))
                self.assertTrue((value.toarray() == DENSE).all())

    def test_stored_numbers(self):
        for layout, columns in (("csr", ["row", "column", "value"]), ("csc", ["column", "row", "value"])):
            made = look(getattr(sp, f"{layout}_matrix")(DENSE))
            self.assertEqual((field(made, "min"), field(made, "max")), ("-1.5", "4.0"))
            self.assertEqual(made.preview["columns"], columns)
        value = sp.coo_matrix(DENSE)
        self.assertEqual(look(value).preview["rows"], [[0, 1, 2.0], [2, 0, -1.5], [2, 2, 4.0]])
        self.assertEqual(look(value).fp, look(sp.coo_matrix(DENSE)).fp)
        self.assertNotEqual(look(value).fp, look(sp.coo_matrix(DENSE * 2)).fp)

    def test_unsorted_and_doubled_entries_are_left_so(self):
        value = sp.csr_matrix((np.ones(3), np.array([2, 0, 2]), np.array([0, 3])), shape=(1, 3))
        made = look(value)
        self.assertEqual((field(made, "stored"), value.indices.tolist()), ("3", [2, 0, 2]))
        self.assertEqual(made.preview["rows"], [[0, 2, 1.0], [0, 0, 1.0], [0, 2, 1.0]])


class Images(unittest.TestCase):
    def test_a_picture_of_the_pixels(self):
        image = Image.new("RGB", (640, 400), (255, 0, 0))
        made = look(image)
        self.assertEqual((made.kind, made.lib, field(made, "mode")), ("figure", "PIL", "RGB"))
        self.assertEqual((made.preview["width"], made.preview["height"]), (320, 200))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.png")
            with open(path, "wb") as file:
                file.write(made.blob[0])
            with Image.open(path) as shown:
                self.assertEqual(shown.convert("RGB").getpixel((160, 100)), (255, 0, 0))
        for mode in ("1", "L", "RGBA", "CMYK", "I", "F"):
            self.assertIsNotNone(look(Image.new(mode, (8, 4))).blob, mode)
        self.assertEqual(look(Image.new("P", (8, 4))).detail, "summary")

    def test_a_file_is_not_read(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.png")
            Image.new("RGB", (8, 4), (0, 255, 0)).save(path)
            with Image.open(path) as image:
                place = image.fp.tell()
                made = look(image)
                self.assertEqual((made.detail, field(made, "format"), made.blob), ("summary", "PNG", None))
                self.assertEqual(image.fp.tell(), place)
                image.load()
                self.assertIsNotNone(look(image).blob)


if __name__ == "__main__":
    unittest.main()

"""Each kind of probe has a place of its own in the list of cells."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src" / "tracer" / "python"))

from source import cells


class Places(unittest.TestCase):
    def test_no_place_is_given_twice(self) -> None:
        places = {name: value for name, value in vars(cells).items() if name.isupper() and isinstance(value, int)}
        self.assertEqual(len(set(places.values())), len(places), places)
        self.assertEqual(max(places, key=lambda name: places[name]), "FIRST_FREE")


if __name__ == "__main__":
    unittest.main()

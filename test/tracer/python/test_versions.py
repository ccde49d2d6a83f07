"""An object stays the same artifact, in new versions, however many others are made meanwhile."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from traced import Case  # noqa: E402

PROGRAM = """
rows = []
for number in range(3000):
    row = {"n": number}
    rows.append(row)
"""


class Versions(unittest.TestCase):
    def test_a_list_outlives_the_thousands_of_rows_that_it_is_given(self) -> None:
        case = Case({"main.py": PROGRAM}, ["main.py"], limits={"iterations": 0})
        try:
            case.traced()
            lists = [record for record in case.records() if record["k"] == "artifact" and record["type"] == "list"]
        finally:
            case.remove()
        self.assertEqual([record["ver"] for record in lists], list(range(1, 3002)))
        self.assertTrue(all(after["from"] == before["id"] for before, after in zip(lists, lists[1:])))


if __name__ == "__main__":
    unittest.main()

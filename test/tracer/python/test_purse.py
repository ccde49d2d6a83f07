"""What one site makes again and again is shown in full as long as it is small, and in part when it is large."""

from __future__ import annotations

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from traced import Case  # noqa: E402

PROGRAM = """
for turn in range(10):
    large = list(range(turn, turn + 12_000))
    small = list(range(turn, turn + 40))
print(large[0], small[0])
"""


class Purse(unittest.TestCase):
    def test_large_values_are_shown_in_part_after_the_first(self) -> None:
        case = Case({"main.py": PROGRAM}, ["main.py"], limits={"previewItems": 20_000})
        try:
            self.assertEqual(case.plain().out, case.traced().out)
            previews = (case.run_folder / "previews-0.ndjson").read_bytes()
            shown: dict[int, list[int]] = {12_000: [], 40: []}
            for record in case.records():
                if record["k"] == "artifact" and record["kind"] == "collection":
                    offset, size = record["pv"]
                    preview = json.loads(previews[offset : offset + size])
                    self.assertEqual([preview["total"]], record["sum"]["shape"])
                    shown[preview["total"]].append(len(preview["items"]))
        finally:
            case.remove()
        self.assertEqual(shown, {12_000: [12_000, *[10] * 9], 40: [40] * 10})


if __name__ == "__main__":
    unittest.main()

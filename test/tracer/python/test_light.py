"""To start, the tracer loads only small modules: larger ones (`re`, `typing`) would take longer than all of it."""

from __future__ import annotations

import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from traced import Case  # noqa: E402

SMALL = {"__future__", "_json", "_operator", "_sha2", "_sha256", "atexit", "fcntl", "gc", "itertools", "types"}
SMALL |= {"_types"}  # what `types` takes its names from, from 3.14 on


class Light(unittest.TestCase):
    def test_modules_of_an_empty_program(self) -> None:
        case = Case({"main.py": ""}, ["main.py"], flags=["-X", "importtime"])
        try:
            plain, traced = (set(re.findall(r"\| +(\S+)$", each.err, re.M)) for each in (case.plain(), case.traced()))
            self.assertEqual([], case.problems())
            self.assertIn("site", plain)
            self.assertLessEqual(traced - plain, SMALL)
        finally:
            case.remove()

    def test_patterns_are_not_compiled(self) -> None:
        """What values are described with needs no `re`: its patterns come compiled."""
        program = 'import sys\nrow = {"name": "Ada", "key": "sk-1234567890abcdefghij"}\nprint("re" in sys.modules)\n'
        case = Case({"main.py": program}, ["main.py"])
        try:
            for run in (case.plain(), case.traced()):
                self.assertEqual("False\n", run.out)
            self.assertEqual([], case.problems())
        finally:
            case.remove()


if __name__ == "__main__":
    unittest.main()

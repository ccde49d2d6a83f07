"""Generated programs come out alike, plainly and traced: what they print, how they end, their traceback, their names.

`npm test` runs the same few hundred each time. More, and others: INTERIM_EXAMPLES=20000 (README.md of ../cpython).
A failure is shrunk by Hypothesis; what it shows becomes a case of ../python/same.
"""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from hypothesis import HealthCheck, given, settings
from pair import Pair
from programs import compiles, programs

EXAMPLES = int(os.environ.get("INTERIM_EXAMPLES", "0"))
common = settings(
    max_examples=EXAMPLES or 300,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
pair: Pair


def setUpModule() -> None:
    global pair
    pair = Pair()


def tearDownModule() -> None:
    pair.stop()


class Generated(unittest.TestCase):
    maxDiff = None

    @common
    @given(programs().filter(compiles))
    def test_same_outcome(self, text: str) -> None:
        plain, traced = pair.run(text)
        self.assertEqual(plain.out, traced.out, text)
        self.assertEqual(plain.ended, traced.ended, text)

    def test_z_no_problem(self) -> None:
        """Last: nothing of all that gave the tracer trouble."""
        self.assertEqual([], pair.problems())


if __name__ == "__main__":
    unittest.main()

"""The record is complete and true: against a recorder that shares no code with the tracer, and against perturbation.

A part of the corpus; all of it with INTERIM_FULL=1 (`npm test -- second-recorder --full`).
"""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from check import check, corpus
from known import MISSING, UNREACHED
from perturb import try_program

FULL = os.environ.get("INTERIM_FULL") == "1"
PROGRAMS = corpus()
COMPARED = (
    list(PROGRAMS)
    if FULL
    else ["chain", "classes", "contexts", "matching", "nested_updates", "polars_frames", "records"]
)
PERTURBED = (
    [name for name in PROGRAMS if not name.startswith("example")] if FULL else ["chain", "nested_updates", "etl_job"]
)


class Record(unittest.TestCase):
    maxDiff = None

    def compare(self, name: str) -> None:
        verdict = check(*PROGRAMS[name])
        self.assertGreater(verdict.seen, 5)
        missed = {value["name"] for _, value, _ in verdict.misses}
        self.assertEqual(
            set(MISSING.get(name, ())), missed, [(value["line"], reason) for _, value, reason in verdict.misses]
        )
        self.assertEqual([], [(name, lines, what) for name, _, lines, what in verdict.lies])

    def perturb(self, name: str) -> None:
        tried = try_program(*PROGRAMS[name], each=4 if FULL else 1)
        self.assertGreater(tried.tried + tried.elsewhere, 0)
        if name not in UNREACHED:
            said = [(text, run.artifacts[number]["type"], number) for text, run, number in tried.misses]
            self.assertEqual([], said, f"of {tried.pairs} pairs")


def add(kind: str, name: str) -> None:
    label = f"test_{kind}_{name.replace(' ', '_')}"
    setattr(Record, label, lambda self: getattr(self, kind)(name))


for program in COMPARED:
    add("compare", program)
for program in PERTURBED:
    add("perturb", program)

if __name__ == "__main__":
    unittest.main()

"""The shortened form that `npm test` runs: the modules of CPython's suite that find most in the least time.

All of them, on any interpreter: `npm run test:cpython -- --python python3.13` (README.md).
"""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from compare import compare, report
from workspace import MISSING, Workspace, make_workspace

QUICK = """
test_grammar test_scope test_generators test_coroutines test_asyncgen test_class test_exceptions test_except_star
test_patma test_unpack_ex test_named_expressions test_weakref test_gc test_functools test_traceback test_runpy
test_cmd_line_script
""".split()


class SameOutcomes(unittest.TestCase):
    maxDiff = None
    workspace: Workspace

    @classmethod
    def setUpClass(cls) -> None:
        found = make_workspace(getattr(sys, "_base_executable", sys.executable))
        if found is None:
            if os.environ.get("CI"):
                raise AssertionError(MISSING)
            raise unittest.SkipTest(MISSING)
        cls.workspace = found

    def check(self, name: str) -> None:
        if name not in self.workspace.modules():
            self.skipTest(f"{self.workspace.version} has no {name}")
        made = compare(self.workspace, name)
        self.assertGreater(made.tests, 0)
        self.assertEqual("", "\n".join(report(self.workspace, name, made)))


def make_test(name: str):  # type: ignore[no-untyped-def]
    return lambda self: self.check(name)


for module in QUICK:
    setattr(SameOutcomes, module, make_test(module))

if __name__ == "__main__":
    unittest.main()

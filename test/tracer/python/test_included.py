"""Which files a pattern of the user adds to the modules of the workspace (included.test.ts asks the same of Node)."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src" / "tracer" / "python"))

from runtime.included import matcher

FILE = "/w/.venv/lib/site-packages/toolz/core.py"


class Included(unittest.TestCase):
    def test_patterns(self) -> None:
        for pattern, path, traced in [
            (".venv/lib/site-packages/toolz/**", FILE, True),
            ("**/toolz/**", FILE, True),
            ("**/toolz/*/*", FILE, False),
            ("**/*.py", FILE, True),
            ("/w/.venv/lib/*/toolz/*.py", FILE, True),
            ("**/tool/**", FILE, False),
            ("**/t..lz/**", FILE, False),
            ("other/**", "/elsewhere/other/a.py", False),
        ]:
            with self.subTest(pattern=pattern):
                self.assertEqual(matcher([pattern], "/w")(path), traced)


if __name__ == "__main__":
    unittest.main()

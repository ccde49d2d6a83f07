"""What IPython adds to Python, translated: the same Python for each line, at the same place."""

from __future__ import annotations

import importlib.util
import sys
import unittest
from pathlib import Path

TRACER = Path(__file__).resolve().parents[3] / "src" / "tracer"
sys.path.insert(0, str(TRACER))
from python.notebook.syntax import translate  # noqa: E402

SHELL = "get_ipython()."
# A line of a cell, and what it becomes.
LINES = {
    "%matplotlib inline": f"{SHELL}run_line_magic('matplotlib', 'inline')",
    "  %pwd": f"  {SHELL}run_line_magic('pwd', '')",
    "here = %pwd": f"here = {SHELL}run_line_magic('pwd', '')",
    "a.b, c = %env X": f"a.b, c = {SHELL}run_line_magic('env', 'X')",
    "!ls -l '*.py'": f"{SHELL}system(\"ls -l '*.py'\")",
    "!!ls": f"{SHELL}getoutput('ls')",
    "files = !ls": f"files = {SHELL}getoutput('ls')",
    "df?": f"{SHELL}run_line_magic('pinfo', 'df')",
    "?df.head": f"{SHELL}run_line_magic('pinfo', 'df.head')",
    "df.merge??": f"{SHELL}run_line_magic('pinfo2', 'df.merge')",
    "%time total = add(1)": "if 1: total = add(1)",
    "x = %time add(1)": "x =       add(1)",
}
# Python, as it is.
PYTHON = [
    "x = 5 % 3", "print('100%')", "a = b != c", "'is it?'", "x % y", "f(x\n  % y)",
    '"""\n%matplotlib inline\n!ls\n"""', "x = [\n  1,  # what?\n]", "y = 1 \\\n  % 2", "s = 'a \\\n!b'", "# %%time\n1",
    "f'{a!r} {b:%Y}'", "assert x, 'why?'",
]  # fmt: skip


class Translates(unittest.TestCase):
    def test_each_line(self) -> None:
        for typed, python in LINES.items():
            with self.subTest(typed):
                cell = translate(f"a = 1\nif a:\n{typed}\nb = 2" if typed.startswith(" ") else f"a = 1\n{typed}\nb = 2")
                self.assertIn(python, cell.text.split("\n"))
                compile(cell.text, "cell", "exec")

    def test_python_stays_what_it_is(self) -> None:
        for text in PYTHON:
            with self.subTest(text):
                self.assertEqual((text, frozenset()), translate(text)[:2])

    def test_a_command_over_several_lines_keeps_those_below_in_place(self) -> None:
        cell = translate("!echo a \\\n  b\nx = 1")
        self.assertEqual([f"{SHELL}system('echo a b')", "", "x = 1"], cell.text.split("\n"))
        self.assertEqual({1, 2}, cell.replaced)

    def test_a_cell_magic_takes_the_cell(self) -> None:
        cell = translate("\n%%bash -e\necho a\n\necho b")
        self.assertEqual("\n" + f"{SHELL}run_cell_magic('bash', '-e', 'echo a\\n\\necho b\\n')" + "\n\n\n", cell.text)
        self.assertEqual([("bash", 2, True)], [tuple(magic) for magic in cell.magics])

    def test_a_timed_cell_stays_code(self) -> None:
        cell = translate("%%time\nx = 1\nx")
        self.assertEqual(("\nx = 1\nx", True, ()), (cell.text, cell.timed_whole, cell.magics))

    def test_indentation_of_all_lines_is_taken_off(self) -> None:
        cell = translate("    x = 1\n    if x:\n        !ls")
        self.assertEqual((4, f"x = 1\nif x:\n    {SHELL}system('ls')"), (cell.indent, cell.text))

    @unittest.skipUnless(importlib.util.find_spec("IPython"), "IPython is not installed")
    def test_ipython_says_the_same(self) -> None:
        from IPython.core.inputtransformer2 import TransformerManager

        for typed in [*(line for line in LINES if "time" not in line and line[0] != " "), *PYTHON, "%%bash -e\necho a"]:
            with self.subTest(typed):
                theirs = TransformerManager().transform_cell(typed + "\n")
                self.assertEqual(theirs.rstrip("\n"), translate(typed).text.rstrip("\n"))


if __name__ == "__main__":
    unittest.main()

"""The program cannot tell: each case of same/*.py.txt has the same output, errors, exit code and files both ways.

A case starts at a line `#### name`; words after the name: `min=3.10` (oldest Python), `flags=-O`, `expect=problem`.
Further files of a case start at a line `## file <path>`; a line `## run <arguments>` says how to start it.
"""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from traced import Case  # noqa: E402


def read_cases() -> list[tuple[str, list[str], dict[str, str], list[str]]]:
    cases = []
    for path in sorted((Path(__file__).parent / "same").glob("*.py.txt")):
        for block in path.read_text(encoding="utf-8").split("\n#### ")[0:]:
            head, _, body = block.partition("\n")
            name, *words = head.replace("#### ", "").split()
            files, target, current = {"main.py": ""}, ["main.py"], "main.py"
            for line in body.split("\n"):
                if line.startswith("## file "):
                    current = line[8:].strip()
                    files[current] = ""
                elif line.startswith("## run "):
                    target = line[7:].split()
                else:
                    files[current] += line + "\n"
            cases.append((f"{path.name.split('.')[0]}_{name}", words, files, target))
    return cases


class Same(unittest.TestCase):
    maxDiff = 4000

    def check(self, words: list[str], files: dict[str, str], target: list[str]) -> None:
        options = dict(word.split("=", 1) for word in words)
        if "min" in options and sys.version_info < tuple(int(part) for part in options["min"].split(".")):
            self.skipTest(f"needs {options['min']}")
        case = Case(files, target, flags=[item for item in [options.get("flags")] if item])
        try:
            plain, traced = case.plain(), case.traced()
            self.assertEqual(plain.out, traced.out)
            self.assertEqual(plain.err, traced.err)
            self.assertEqual(plain.code, traced.code)
            self.assertEqual(plain.files, traced.files)
            if "expect" not in options:
                self.assertEqual([], case.problems())
                self.assertFalse(case.answer.get("plain"), case.answer)
        finally:
            case.remove()


def make_test(words: list[str], files: dict[str, str], target: list[str]):  # type: ignore[no-untyped-def]
    return lambda self: self.check(words, files, target)


for case_name, case_words, case_files, case_target in read_cases():
    setattr(Same, f"test_{case_name}", make_test(case_words, case_files, case_target))

if __name__ == "__main__":
    unittest.main()

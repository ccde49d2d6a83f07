"""What is recorded: each case of stories/*.txt is a program, a line `=>`, and its record as story.py tells it.

With INTERIM_RETELL=1 the expectations are written anew, to be read and judged before they are committed.
"""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from story import tell
from traced import Case

FOLDER = Path(__file__).parent / "stories"


def read_cases(path: Path) -> list[tuple[str, str, str]]:
    cases = []
    for block in path.read_text(encoding="utf-8").split("#### ")[1:]:
        name, _, body = block.partition("\n")
        program, _, expected = body.partition("=>\n")
        cases.append((name.strip(), program, expected.strip()))
    return cases


def record(program: str) -> str:
    name = "main.ipynb" if program.startswith("--- ") else "main.py"
    case = Case({name: program}, [name], limits={"iterations": 3})
    try:
        case.traced()
        assert not case.problems(), case.problems()
        return tell(case.records())
    finally:
        case.remove()


class Story(unittest.TestCase):
    maxDiff = None

    def check(self, name: str, program: str, expected: str) -> None:
        words = name.split()
        if "needs=pandas" in words and not has("pandas"):
            self.skipTest("pandas is not installed")
        if "without=IPython" in words and has("IPython"):
            self.skipTest("with IPython it holds lists of its own")
        if is_newer(words):
            self.skipTest("needs a newer Python")
        self.assertEqual(expected, record(program))


def is_newer(words: list[str]) -> bool:
    least = next((word[4:] for word in words if word.startswith("min=")), "3.9")
    return sys.version_info < tuple(int(part) for part in least.split("."))


def has(module: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(module) is not None


def make_test(name: str, program: str, expected: str):  # type: ignore[no-untyped-def]
    return lambda self: self.check(name, program, expected)


def retell(path: Path) -> None:
    parts = [
        f"#### {name}\n{program}=>\n{known if is_newer(name.split()) else record(program)}\n"
        for name, program, known in read_cases(path)
    ]
    path.write_text("\n".join(parts), encoding="utf-8")


for story_path in sorted(FOLDER.glob("*.txt")):
    if os.environ.get("INTERIM_RETELL"):
        retell(story_path)
    for story_name, story_program, story_expected in read_cases(story_path):
        test_name = f"test_{story_path.stem}_{story_name.split()[0]}"
        setattr(Story, test_name, make_test(story_name, story_program, story_expected))

if __name__ == "__main__":
    unittest.main()

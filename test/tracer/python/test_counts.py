"""Totals of loops and functions are exact, however few of their executions were recorded."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from traced import Case  # noqa: E402

# Each loop is written `for`/`while` on a line whose comment says how many turns it takes in each of its executions.
LOOPS = """
def flat(limit):
    total = 0
    while total < limit:  # 10 9000 4000 4001
        total += 1
        if total % 3:
            continue
for limit in [10, 9000, 4000, 4001]:  # 4
    flat(limit)
number = 0
while True:  # 12345
    number += 1
    if number == 12345:
        break
for item in range(9999):  # 9999
    pass
for item in range(20000):  # 15001
    if item == 15000:
        break
for index, item in enumerate("ab" * 6000):  # 12000
    pass
for item in (item for item in range(9000)):  # 7001
    if item == 7000:
        break
growing = [0]
for item in growing:  # 6000
    if len(growing) < 6000:
        growing.append(item)
for row in range(60):  # 60
    for column in range(100):  # 100*
        pass
while number:  # 12345
    number -= 1
else:
    number = 1
"""


def loops_of(program: str) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Line -> turns of each recorded execution, and how many of them were recorded."""
    case = Case({"main.py": program}, ["main.py"], limits={"iterations": 5})
    try:
        case.traced()
        lines: dict[int, int] = {}
        turns: dict[int, list[int]] = {}
        recorded: dict[int, list[int]] = {}
        records: list[dict[str, Any]] = case.records()
        for record in records:
            if record["k"] == "sites":
                lines.update({row[0]: row[5] for row in record["sites"] if row[2] == "loop"})
            elif record["k"] == "step" and "rec" in record and record["site"] in lines:
                turns.setdefault(lines[record["site"]], []).append(record["n"])
                recorded.setdefault(lines[record["site"]], []).append(record["rec"])
        return turns, recorded
    finally:
        case.remove()


def calls_of(program: str, limit: int) -> tuple[int, int]:
    """Of the only function: how often it was called, and how often recorded."""
    case = Case({"main.py": program}, ["main.py"], limits={"iterations": limit})
    try:
        case.traced()
        functions = {
            row[0]
            for record in case.records()
            if record["k"] == "sites"
            for row in record["sites"]
            if row[2] == "function"
        }
        found = [
            (each["n"], each["rec"]) for each in case.records() if each["k"] == "count" and each["site"] in functions
        ]
        return found[0]
    finally:
        case.remove()


# A branch on a line whose comment says how often it is known to have run, how often recorded, and whether more often.
BRANCHES = """
def sign(number):
    if number > 3990:  # 1 0 more
        return "+"
    return "-"
def nested(number):
    def inside(other):
        if other == 3:  # 1 0 more
            return [other]
    return inside(number // 1000)
for number in range(4000):
    sign(number)
    nested(number)
    if number > 3000:  # 1 1 more
        if number > 3991:  # 1 1 more
            -number
    for _ in range(2):
        if number == 100:  # 1 0 more
            number -= 1
    if number == 3995:  # 1 1 more
        number += 1
    elif number == 0:  # 1 1 more
        number += 2
    if number < 0:  #
        number += 3
while number < 20000:
    number += 1
    if number == 19999:  # 1 1 more
        number += 4
"""


def branches_of(program: str) -> dict[int, str]:
    """Line -> what is told of the branch there."""
    case = Case({"main.py": program}, ["main.py"], limits={"iterations": 5})
    try:
        case.traced()
        records = case.records()
        rows = [row for record in records if record["k"] == "sites" for row in record["sites"]]
        lines = {row[0]: row[5] for row in rows if row[2] == "branch"}
        return {
            lines[each["site"]]: f"{each['n']} {each['rec']}{' more' if each.get('least') else ''}"
            for each in records
            if each["k"] == "count" and each["site"] in lines
        }
    finally:
        case.remove()


class Counts(unittest.TestCase):
    def test_branches(self) -> None:
        """That one ran is known also where nothing is recorded."""
        told = {number: text.split("# ")[1] for number, text in enumerate(BRANCHES.split("\n"), 1) if "# " in text}
        self.assertEqual(told, branches_of(BRANCHES))

    def test_totals(self) -> None:
        turns, _ = loops_of(LOOPS)
        for number, text in enumerate(LOOPS.split("\n"), 1):
            if "# " in text and not text.endswith("*"):
                self.assertEqual(turns.get(number), [int(word) for word in text.split("# ")[1].split()], text)
            elif "# " in text:
                self.assertEqual(set(turns.get(number, [])), {int(text.split("# ")[1][:-1])}, text)

    def test_executions_share_the_record(self) -> None:
        """Inside of what repeats, the first execution has a part of the limit one after another, and later ones the
        rest of twice that; then the first iterations of an execution now and then, as their number doubles."""
        turns, recorded = loops_of("for row in range(40):\n    for column in range(1000):\n        column + 1\n")
        first, *later = recorded[2]
        self.assertGreaterEqual(first, 4)
        self.assertEqual({1000}, set(turns[2]))
        told = [number for number, count in enumerate(recorded[2], 1) if count]
        self.assertEqual([1, 2, 4, 8], [number for number in told if number < 10])
        self.assertLessEqual(max(later), first)

    def test_calls_share_the_record(self) -> None:
        """Functions too are recorded less where they are called inside of what repeats."""
        alone = calls_of("def f(n):\n    return [n]\n" + "f(1)\n" * 3 + "f(2)\nf(3)\nf(4)\nf(5)\n", 8)
        self.assertEqual((7, 7), alone)
        executed, recorded = calls_of("def f(n):\n    return [n]\nfor n in range(40):\n    f(n)\n", 8)
        self.assertEqual(40, executed)
        self.assertEqual(5, recorded)

    def test_seldom_calls_are_recorded(self) -> None:
        """Whoever asks a model in a loop sees the inside of each call, up to the limit."""
        program = "import time\ndef ask(n):\n    time.sleep(0.1)\n    return [n]\nfor n in range(9):\n    ask(n)\n"
        self.assertEqual((9, 9), calls_of(program, 9))


if __name__ == "__main__":
    unittest.main()

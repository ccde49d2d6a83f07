"""The first run of a branch is recorded also in a turn that is not: which turn it was, and what it began with."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from traced import Case  # noqa: E402

# Lists are made in branches that run for the first time where nothing is recorded. The comment says in which turn, and
# behind a loop how many turns there were, and how many of them recorded.
LOOPS = """
def numbers(n):
    for number in range(n):  # 6000 9
        if number == 5000:
            [number]  # 5000
        yield number
        if number == 5990:
            [number]  # 5990
def ticks(n):
    for tick in range(n):  # 100 6
        if tick == 90:
            [tick]  # 90
        yield tick
class Counter:
    def __init__(self, n):
        self.left = n
    def __iter__(self):
        return self
    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return self.left
for item in list(range(100)):  # 100 9
    if item == 40:
        [item]  # 40
    elif item == 41:
        [item]  # 41
        if item:
            [item, item]  # 41
for key in {"k%d" % item: item for item in range(7000)}:  # 7000 14
    if key == "k6500":
        [key]  # 6500
for index, item in enumerate("ab" * 3000):  # 6000 15
    if index == 3333:
        [index]  # 3333
    elif index == 4444:
        [index]  # 4444
for item in numbers(6000):  # 6000 15
    if item == 4001:
        [item]  # 4001
for _ in zip(ticks(100), ticks(100)):  # 100 9
    pass
for item in Counter(6000):  # 6000 15
    if item == 0:
        [item]  # 5999
growing = [0]
for item in growing:  # 5001 14
    growing.append(item + 1)
    if item == 4500:
        [item]  # 4500
    if item == 5000:
        break
turn = 0
while turn < 9000:  # 9000 14
    turn += 1
    if turn == 2000:
        [turn]  # 1999
    if turn == 8000:
        [turn]  # 7999
        continue
while turn:  # 9000 15
    turn -= 1
    if turn == 9:
        [turn]  # 8990
else:
    turn = 0
while True:  # 300 10
    turn += 1
    try:
        if turn == 299:
            for part in range(9):  # 4 4
                if part == 3:
                    [part]  # 3
                    raise ValueError(part)
    except ValueError as error:
        [error]  # 298
    if turn == 300:
        [turn]  # 299
        break
"""

INPUTS = """
def total(rows):
    before = whole = 0
    for row in rows:
        value, parity = row["v"] * 2, row["v"] % 2
        if row["v"] == 6000:
            row["v"] = value + before
            value = parity * value
        before = value
    return whole
total([{"v": number} for number in range(7000)])
"""

CALLS = """
def take_first(number):
    return [number]
def take_second(number):
    return [number]
def take_third(number):
    return [number]
def take_fourth(number):
    return [number]
for number in range(20000):
    take_first(number)
for number, _ in enumerate(range(20000)):
    take_second(number)
number = -1
while number < 20000:
    number += 1
    take_third(number)
for number in range(20000):
    try:
        if number % 4000 == 0:
            raise ValueError(number)
        if number == 16002:
            for part in range(3):
                int("x")
    except ValueError:
        pass
    take_fourth(number)
"""


def records_of(program: str) -> list[dict[str, Any]]:
    case = Case({"main.py": program}, ["main.py"], limits={"iterations": 5})
    try:
        case.traced()
        assert not case.problems(), case.problems()
        return case.records()
    finally:
        case.remove()


def sites_of(records: list[dict[str, Any]]) -> dict[int, Any]:
    return {row[0]: row for record in records if record["k"] == "sites" for row in record["sites"]}


class FirstRuns(unittest.TestCase):
    def test_turns(self) -> None:
        records = records_of(LOOPS)
        sites = sites_of(records)
        told: dict[int, str] = {}
        for step in records:
            if step["k"] == "step":
                kind, op, line = sites[step["site"]][2], sites[step["site"]][3], sites[step["site"]][5]
                if op == "display" and "it" in step:
                    told[line] = str(step["it"])
                elif kind == "loop" and op != "comprehension":
                    told[line] = f"{step['n']} {step['rec']}"
        expected = {n: text.split("# ")[1] for n, text in enumerate(LOOPS.split("\n"), 1) if "# " in text}
        self.assertEqual(expected, told)

    def test_inputs(self) -> None:
        """What the branch reads is what the turn had, also where the same value was there before; the row is bound."""
        records = records_of(INPUTS)
        sites = sites_of(records)
        loop = next(step["id"] for step in records if step["k"] == "step" and sites[step["site"]][3] == "for")
        made = {item["id"]: item for item in records if item["k"] == "artifact"}
        first = [step for step in records if step["k"] == "step" and step.get("it") == 6000 and step["parent"] == loop]
        self.assertEqual(
            [("+", [12000, 11998]), ('["v"]', ["dict", 23998]), ("*", [0, 12000])],
            [(sites[step["site"]][4], [value_of(made[item[0]]) for item in step["in"]]) for step in first],
        )
        for step in (first[0], first[2]):
            self.assertEqual([loop, loop], [made[item[0]]["step"] for item in step["in"]])
        row = next(item for item in records if item["k"] == "bind" and item["name"] == "row" and item["it"] == 6000)
        self.assertEqual(first[1]["in"][0][0], row["a"])
        self.assertEqual(loop, made[row["a"]]["step"])

    def test_calls(self) -> None:
        """A recorded call knows the turn that it came in, also after an exception left a first run."""
        records = records_of(CALLS)
        sites = sites_of(records)
        made = {item["id"]: item for item in records if item["k"] == "artifact"}
        calls = [
            (step.get("it"), value_of(made[step["in"][0][0]]))
            for step in records
            if step["k"] == "step" and sites[step["site"]][4].startswith("take_")
        ]
        late = [(turn, number) for turn, number in calls if number > 4000]
        self.assertEqual(late, [(number, number) for _, number in late])
        self.assertGreaterEqual(len(late), 8, calls)


def value_of(artifact: dict[str, Any]) -> Any:
    """Of a number; else what it is."""
    return artifact["sum"]["value"] if artifact["kind"] == "scalar" else artifact["type"]


if __name__ == "__main__":
    unittest.main()

"""The differences that are known, from expected.txt: one that is not there fails, and so does one that is gone."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Expected(NamedTuple):
    """`test` is the end of the test's id, since packages put modules before it. Its `subTest` parts go with it."""

    test: str
    reason: str

    def is_of(self, test: str) -> bool:
        return test == self.test or test.endswith("." + self.test) or f".{self.test}) " in test


def expected_in(minor: str, module: str) -> list[Expected]:
    found: list[Expected] = []
    reason = ""
    for line in Path(__file__).with_name("expected.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            reason = line[2:]
        elif line and not line.startswith("#"):
            name, test, *versions = line.split()
            if name == module and (not versions or minor in versions):
                found.append(Expected(test, reason))
    return found


def is_expected(expected: list[Expected], test: str) -> bool:
    return any(item.is_of(test) for item in expected)

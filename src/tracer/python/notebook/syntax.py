"""What IPython adds to Python's syntax, turned into Python, line for line: `%magic`, `!command`, `%%magic`, `name?`.

The lines stay where they are, so that positions in a cell hold, and a timed statement stays code of the cell instead of
a text that a magic is given. It is the same whether IPython is there or not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ASSIGNED = re.compile(r"^(?P<target>[^\W\d][\w.,\[\]'\" ]*=\s*)(?P<mark>!!?|%(?=[^\W\d]))(?P<rest>.*)$", re.S)
_MAGIC = re.compile(r"^%(?P<name>[^\W\d][\w.]*)(?:\s+(?P<rest>.*))?$", re.S)
_HELP = re.compile(
    r"^(?:(?P<before>\?\??)\s*(?P<after_mark>%{0,2}[\w.*]+)|(?P<name>%{0,2}[\w.*]+)(?P<after>\?\??))\s*;?\s*$"
)
_CELL = re.compile(r"^%%(?P<name>[^\W\d][\w.]*)[ \t]*(?P<rest>.*)$")


class Magic(NamedTuple):
    """One use of what only IPython, or what stands for it, can do."""

    name: str
    line: int
    whole_cell: bool


class Translated(NamedTuple):
    text: str
    # Lines from 1 that hold other text than the cell's.
    replaced: frozenset[int]
    # Lines with a statement under `%time`; and `%%time`.
    timed: frozenset[int]
    timed_whole: bool
    # Characters that all lines were indented by.
    indent: int
    magics: tuple[Magic, ...]


def translate(text: str) -> Translated:
    lines = text.split("\n")
    indent = dedent(lines)
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    magic = _CELL.match(lines[first]) if not indent else None
    timed_whole = magic is not None and magic["name"] == "time" and not magic["rest"].strip()
    if magic is not None and not timed_whole:
        return whole_cell(lines, first, magic["name"], magic["rest"], indent)
    if timed_whole:
        lines[first] = ""
    replaced: set[int] = set()
    timed: set[int] = set()
    magics: list[Magic] = []
    state = Reading()
    at = 0
    while at < len(lines):
        taken = translated_line(lines, at, timed, magics) if state.starts_statement else 0
        replaced.update(range(at + 1, at + taken + 1))
        for _ in range(taken or 1):
            state.read(lines[at])
            at += 1
    return Translated("\n".join(lines), frozenset(replaced), frozenset(timed), timed_whole, indent, tuple(magics))


def dedent(lines: list[str]) -> int:
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    for at, line in enumerate(lines if indent else ()):
        if line.startswith(indent):
            lines[at] = line[len(indent) :]
    return len(indent)


def whole_cell(lines: list[str], first: int, name: str, rest: str, indent: int) -> Translated:
    body = "\n".join(lines[first + 1 :])
    call = f"get_ipython().run_cell_magic({name!r}, {rest!r}, {body + chr(10) if body else body!r})"
    text = "\n".join([*[""] * first, call, *[""] * (len(lines) - first - 1)])
    every = frozenset(range(1, len(lines) + 1))
    return Translated(text, every, frozenset(), False, indent, (Magic(name, first + 1, True),))


def translated_line(lines: list[str], at: int, timed: set[int], magics: list[Magic]) -> int:
    """Puts Python in place of one command; gives how many lines it took, 0 where the line is Python already."""
    code = lines[at].lstrip(" \t")
    indent = lines[at][: len(lines[at]) - len(code)]
    if not code or (code[0] not in "%!?" and "?" not in code and not _ASSIGNED.match(code)):
        return 0
    if code.startswith("%time ") and not indent:
        # As wide as what it stands for: the statement keeps its columns.
        lines[at] = "if 1: " + code[6:]
        timed.add(at + 1)
        return 0
    assigned = _ASSIGNED.match(code)
    if assigned is not None and assigned["mark"] == "%" and assigned["rest"].startswith("time ") and not indent:
        lines[at] = assigned["target"] + " " * 6 + assigned["rest"][5:]
        timed.add(at + 1)
        return 0
    taken = 1
    while code.endswith("\\") and at + taken < len(lines):
        code = code[:-1] + lines[at + taken].lstrip(" \t")
        taken += 1
    made = command(code, at + 1, magics)
    if made is None:
        return 0
    lines[at : at + taken] = [indent + made, *[""] * (taken - 1)]
    return taken


def command(code: str, line: int, magics: list[Magic]) -> str | None:
    asked = _HELP.match(code)
    if asked is not None:
        marks = asked["before"] or asked["after"]
        name = "pinfo" if marks == "?" else "pinfo2"
        magics.append(Magic(name, line, False))
        return f"get_ipython().run_line_magic({name!r}, {(asked['after_mark'] or asked['name'])!r})"
    assigned = _ASSIGNED.match(code)
    if assigned is not None:
        target, mark, rest = assigned["target"], assigned["mark"], assigned["rest"]
        if mark != "%":
            return f"{target}get_ipython().getoutput({rest.strip()!r})"
        made = command("%" + rest, line, magics)
        return None if made is None else target + made
    if code.startswith("!!"):
        return f"get_ipython().getoutput({code[2:].strip()!r})"
    if code.startswith("!"):
        return f"get_ipython().system({code[1:].strip()!r})"
    magic = _MAGIC.match(code.rstrip())
    if magic is None:
        return None
    magics.append(Magic(magic["name"], line, False))
    return f"get_ipython().run_line_magic({magic['name']!r}, {(magic['rest'] or '').strip()!r})"


class Reading:
    """How far a reader of the lines is: in brackets, in a long string, behind a backslash, or at a statement."""

    def __init__(self) -> None:
        self.depth = 0
        self.quote = ""
        self.continued = False

    @property
    def starts_statement(self) -> bool:
        return self.depth == 0 and not self.quote and not self.continued

    def read(self, line: str) -> None:
        at = 0
        self.continued = False
        while at < len(line):
            if self.quote:
                at = self.read_string(line, at)
                continue
            char = line[at]
            if char == "#":
                return
            if char in "\"'":
                self.quote = char * 3 if line.startswith(char * 3, at) else char
                at += len(self.quote)
                continue
            self.depth = max(0, self.depth + (char in "([{") - (char in ")]}"))
            self.continued = char == "\\" and at == len(line) - 1
            at += 1
        if len(self.quote) == 1:
            # A short string ends with its line, or goes on behind a backslash.
            self.continued = line.endswith("\\")
            self.quote = self.quote if self.continued else ""

    def read_string(self, line: str, at: int) -> int:
        while at < len(line):
            if line[at] == "\\":
                at += 2
            elif line.startswith(self.quote, at):
                at += len(self.quote)
                self.quote = ""
                return at
            else:
                at += 1
        return at

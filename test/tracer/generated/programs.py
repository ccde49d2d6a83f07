"""Programs from the grammar, as a Hypothesis strategy: each choice is a number, 0 the simplest, so that they shrink."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

from grammar import BLOCKS, COMPOUND, GRAMMAR, HEAD, SIMPLE
from hypothesis import strategies as st

DEEP = 3
SYMBOL = re.compile(r"\$(\w+)")
ONLY = re.compile(r"\{in (\w+)\}")
number = lru_cache(None)(lambda most: st.integers(0, most))


@lru_cache(None)
def allowed(symbol: str, place: str) -> list[str]:
    found = []
    for line in {**GRAMMAR, "simple": SIMPLE, "compound": COMPOUND}[symbol]:
        only = ONLY.match(line)
        if only is None or only[1] in place.split():
            found.append(ONLY.sub("", line))
    return found


def pick(draw: st.DrawFn, options: list[str]) -> str:
    return options[draw(number(len(options) - 1))]


def text_of(draw: st.DrawFn, line: str, place: str, deep: int) -> str:
    """A line with its symbols replaced; expressions are at most `DEEP` deep."""

    def replace(found: re.Match[str]) -> str:
        options = allowed(found[1], place)
        if deep >= DEEP:
            options = [option for option in options if "$e" not in option and "$it" not in option] or options
        return text_of(draw, pick(draw, options), place, deep + 1)

    return SYMBOL.sub(replace, line)


def statement(draw: st.DrawFn, place: str, deep: int) -> list[str]:
    compound = deep < DEEP and draw(number(2)) > 0
    lines: list[str] = []
    for line in pick(draw, allowed("compound" if compound else "simple", place)).split("~"):
        opened = BLOCKS.get(line[1:]) if line.startswith("$") else None
        if opened is None:
            lines.append(text_of(draw, line, place, 1))
        else:
            indent, inside = opened
            lines += ["    " * indent + text for text in block(draw, within(place, inside), deep + 1)]
    return lines


def within(place: str, inside: str) -> str:
    """A loop's body is still in its function; the body of a function is in no loop."""
    if inside == "loop":
        return f"{place} loop"
    return inside or place


def block(draw: st.DrawFn, place: str, deep: int) -> list[str]:
    return [line for _ in range(1 + draw(number(2))) for line in statement(draw, place, deep)]


@st.composite
def programs(draw: st.DrawFn) -> str:
    lines = HEAD.split("~")
    for _ in range(1 + draw(number(4))):
        lines += statement(draw, "", 0)
    return "\n".join([*lines, ""])


def compiles(text: str) -> bool:
    """Not what Python forbids, as a comprehension that rebinds its own variable, or a name used before `global`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "<program>", "exec")
    except SyntaxError:
        return False
    return True

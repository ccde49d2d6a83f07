"""Further interpreters inside the process (`concurrent.interpreters`, from CPython 3.14 on). Nothing in them is
recorded, and they must run what they would without us.

What they are given crosses as marshalled code if it can, and code that reaches probes cannot: a function that is handed
over has other code meanwhile. And they begin with what CPython was started with, which is repaired in each of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from .codes import code_of, set_code, unprobed
from .identity import identity

# Deeper ones are pickled, and so found by their names over there.
_DEPTH = 4


def answers(facts: dict[str, Any]) -> dict[str, list[Callable[..., Any]]]:
    """What the statements do that are put into its functions (edits.py). Asked before the program begins."""
    started = make_started(facts)
    handed: dict[int, list[Any]] = {}

    def hands_over(*values: Any) -> HandedOver:
        return HandedOver(functions_in(values, _DEPTH), handed)

    return {
        "Interpreter.__new__": [started],
        "Interpreter._call": [hands_over],
        "Interpreter.exec": [hands_over],
        "Queue.put": [hands_over],
        "Queue.put_nowait": [hands_over],
    }


def make_started(facts: dict[str, Any]) -> Callable[[Any, Any], Any]:
    """Called with the number of an interpreter, and whether it is a new one."""
    starts = tuple({os.path.dirname(facts["pyc"]), os.path.dirname(os.path.realpath(facts["pyc"]))})
    # Binds no name over there, and imports nothing.
    script = "\n".join(
        [
            f"__import__('sys').argv[:1] = {sys.argv[:1]!r}",
            f"__import__('sys').orig_argv[:] = {getattr(sys, 'orig_argv', [])!r}",
            f"if __import__('sys').path[:1] and __import__('sys').path[0] in {starts!r}:",
            f"    __import__('sys').path[:1] = {sys.path[:1]!r}",
        ]
    )

    def started(number: Any, is_new: Any) -> Any:
        if is_new:
            try:
                sys.modules["_interpreters"].exec(number, script, restrict=True)
            except Exception:
                return number
        return number

    return started


def functions_in(values: Any, depth: int) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if type(value) is FunctionType:
            found.append(value)
        elif type(value) is tuple and depth:
            found.extend(functions_in(value, depth - 1))
        elif type(value) is dict and depth:
            found.extend(functions_in(list(value.values()), depth - 1))
    return found


class HandedOver:
    """The time in which functions are handed over. Two threads may do so with the same one."""

    __slots__ = ("functions", "handed")

    def __init__(self, functions: list[Any], handed: dict[int, list[Any]]) -> None:
        self.functions = functions
        self.handed = handed

    def __enter__(self) -> None:
        for function in self.functions:
            known = self.handed.get(identity(function))
            if known is not None:
                known[0] += 1
                continue
            before = code_of(function)
            meanwhile = unprobed(before)
            self.handed[identity(function)] = [1, before, meanwhile]
            if meanwhile is not before:
                set_code(function, meanwhile)

    def __exit__(self, *raised: object) -> None:
        for function in self.functions:
            known = self.handed[identity(function)]
            known[0] -= 1
            if known[0]:
                continue
            del self.handed[identity(function)]
            if known[1] is not known[2] and code_of(function) is known[2]:
                set_code(function, known[1])

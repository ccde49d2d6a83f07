"""Compiles a function of another module once more, with one statement of ours at its beginning."""

from __future__ import annotations

import _ast as ast
from collections.abc import Callable
from types import CodeType
from typing import Any

from ..source.compile import PyCF_ONLY_AST
from ..source.placing import cell, place_cells
from ..source.tree import at, name
from .modulecode import under_filter

# Where its list of cells has what the statement calls.
FIRST, SECOND = 2, 3


def edit(code: CodeType, parameter: str, changes: bool, answers: list[Callable[[Any], Any]]) -> CodeType:
    """`parameter = first(parameter)`, or `if first(parameter): return second(parameter)`."""
    tree = tree_of(code)
    body = tree.body[0].body
    first = next((node for node in body if not is_docstring(node)), body[0])
    place = ast.Pass(lineno=first.lineno, col_offset=0, end_lineno=first.lineno, end_col_offset=0)

    def call(index: int) -> Any:
        return at(place, ast.Call(func=cell(index, place), args=[name(parameter, place)], keywords=[]))

    statement: Any
    if changes:
        statement = ast.Assign(targets=[at(place, ast.Name(id=parameter, ctx=ast.Store()))], value=call(FIRST))
    else:
        statement = ast.If(test=call(FIRST), body=[at(place, ast.Return(value=call(SECOND)))], orelse=[])
    body.insert(body.index(first), at(place, statement))
    whole = under_filter("ignore", lambda: compile(tree, code.co_filename, "exec", 0, True))
    made = next(item for item in whole.co_consts if isinstance(item, CodeType))
    return place_cells(made, [*[None] * FIRST, *answers])


def is_docstring(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def tree_of(code: CodeType) -> Any:
    """A module that has this function alone, on its own lines."""
    with open(code.co_filename, "rb") as file:
        lines = file.read().split(b"\n")
    start = code.co_firstlineno - 1
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][:1] in b" \t#)"):
        end += 1
    text = b"\n" * start + b"\n".join(lines[start:end]) + b"\n"
    return compile(text, code.co_filename, "exec", PyCF_ONLY_AST, True)

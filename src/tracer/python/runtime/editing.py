"""Compiles a function of another module once more, with one statement of ours at its beginning."""

from __future__ import annotations

import _ast as ast
from collections.abc import Callable
from types import CodeType
from typing import Any

from ..source.compile import PyCF_ONLY_AST
from ..source.placing import cell, place_cells
from ..source.tree import at, children, name
from .edits import AROUND, CHANGE
from .modulecode import under_filter

# Where its list of cells has what the statement calls.
FIRST, SECOND = 2, 3


def edit(
    code: CodeType, path: str, parameters: tuple[str, ...], what: str, answers: list[Callable[..., Any]]
) -> CodeType:
    """`parameter = first(parameter)`, or `if first(…): return second(…)`, or `with first(…):` and the rest."""
    tree = tree_of(code, path.rpartition(".")[0])
    body = function_in(tree, code.co_name).body
    first = next((node for node in body if not is_docstring(node)), body[0])
    place = ast.Pass(lineno=first.lineno, col_offset=0, end_lineno=first.lineno, end_col_offset=0)

    def call(index: int) -> Any:
        given: list[Any] = [name(each, place) for each in parameters]
        return at(place, ast.Call(func=cell(index, place), args=given, keywords=[]))

    statement: Any
    if what == AROUND:
        begin = body.index(first)
        guard = at(place, ast.withitem(context_expr=call(FIRST), optional_vars=None))
        body[begin:] = [at(place, ast.With(items=[guard], body=body[begin:], type_comment=None))]
        return compiled(tree, code, answers)
    if what == CHANGE:
        target = at(place, ast.Name(id=parameters[0], ctx=ast.Store()))
        statement = ast.Assign(targets=[target], value=call(FIRST))
    else:
        statement = ast.If(test=call(FIRST), body=[at(place, ast.Return(value=call(SECOND)))], orelse=[])
    body.insert(body.index(first), at(place, statement))
    return compiled(tree, code, answers)


def compiled(tree: Any, code: CodeType, answers: list[Callable[..., Any]]) -> CodeType:
    # Annotations are not asked for again.
    whole = under_filter("ignore", lambda: compile(tree, code.co_filename, "exec", 0, True))
    return place_cells(code_in(whole, code.co_name), [*[None] * FIRST, *answers])


def function_in(tree: Any, wanted: str) -> Any:
    """The first of that name: there is no other but in it."""
    todo = [tree]
    while True:
        node = todo.pop(0)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == wanted:
            return node
        todo.extend(children(node))


def code_in(whole: CodeType, wanted: str) -> CodeType:
    todo = [whole]
    while True:
        code = todo.pop(0)
        if code.co_name == wanted:
            return code
        todo.extend(item for item in code.co_consts if isinstance(item, CodeType))


def is_docstring(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def tree_of(code: CodeType, owner: str) -> Any:
    """A module that has this function alone, on its own lines, in a class of that name if it has one."""
    with open(code.co_filename, "rb") as file:
        lines = file.read().split(b"\n")
    start = code.co_firstlineno - 1
    depth = indent_of(lines[start])
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or indent_of(lines[end]) > depth or is_within(lines[end])):
        end += 1
    before = [b""] * start
    if depth > 0:
        before[-1] = b"class %s:" % owner.encode() if owner else b"if 1:"
    text = b"\n".join([*before, *lines[start:end]]) + b"\n"
    return compile(text, code.co_filename, "exec", PyCF_ONLY_AST, True)


def indent_of(line: bytes) -> int:
    return len(line) - len(line.lstrip())


def is_within(line: bytes) -> bool:
    """The end of a list of parameters that goes over several lines, or a remark."""
    return line.lstrip()[:1] in (b")", b"#")

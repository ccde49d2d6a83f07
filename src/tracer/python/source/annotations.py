"""Variables that are annotated at the top of a module: from Python 3.14 on their annotations are evaluated later, each
once, and in a branch or a loop only if its statement ran, which the compiler notes by a number.

So of the bodies of a loop one alone may hold the annotation. In the others its statement notes that number itself.
"""

from __future__ import annotations

import _ast as ast
import sys
from typing import Any

from .tree import SCOPES, at, children, clone, constant, name, statement

# Where a statement stands -> its number.
Numbers = dict[tuple[int, int], int]
_NOTED = "__conditional_annotations__"


def number_annotations(body: list[Any]) -> Numbers:
    """In the compiler's order. Where one stands in a `finally`, which is compiled more than once, there are none."""
    found: Numbers = {}
    if sys.version_info >= (3, 14) and not are_texts(body) and not all(_number(node, found) for node in body):
        found.clear()
    return found


def are_texts(body: list[Any]) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in body
    )


def _number(node: Any, found: Numbers) -> bool:
    if isinstance(node, SCOPES):
        return True
    if is_annotation(node):
        found[node.lineno, node.col_offset] = len(found)
        return True
    if any(is_annotation(below) for item in getattr(node, "finalbody", ()) for below in _statements(item)):
        return False
    return all(_number(below, found) for below in children(node) if not isinstance(below, ast.expr))


def is_annotation(node: Any) -> bool:
    return isinstance(node, ast.AnnAssign) and bool(node.simple)


def _statements(node: Any) -> list[Any]:
    found = [node]
    if not isinstance(node, SCOPES):
        for below in children(node):
            found.extend([] if isinstance(below, ast.expr) else _statements(below))
    return found


def plain_body(numbers: Numbers, body: list[Any]) -> list[Any]:
    """A copy of a loop's body that is not rewritten."""
    copy: list[Any] = clone(body)
    if numbers:
        _take_out(numbers, copy)
    return copy


def _take_out(numbers: Numbers, body: list[Any]) -> None:
    for place in range(len(body) - 1, -1, -1):
        node = body[place]
        if is_annotation(node):
            body[place : place + 1] = _noting(numbers[node.lineno, node.col_offset], node)
        elif not isinstance(node, SCOPES):
            for field in node._fields:
                held = getattr(node, field, None)
                if isinstance(held, list) and held and isinstance(held[0], ast.stmt):
                    _take_out(numbers, held)
                elif isinstance(held, list):
                    for below in held:
                        if isinstance(getattr(below, "body", None), list):
                            _take_out(numbers, below.body)


def _noting(number: int, node: Any) -> list[Any]:
    add = at(node, ast.Attribute(value=name(_NOTED, node), attr="add", ctx=ast.Load()))
    noted = statement(at(node, ast.Call(func=add, args=[constant(number, node)], keywords=[])))
    if node.value is None:
        return [noted]
    return [at(node, ast.Assign(targets=[node.target], value=node.value, type_comment=None)), noted]

"""Small operations on syntax trees. `ast` and `copy` are not imported: the program would find them in sys.modules."""

from __future__ import annotations

import _ast as ast
import sys
from collections.abc import Iterator
from typing import Any, TypeVar

_Node = TypeVar("_Node")

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
# From 3.12 on, comprehensions but generators run in the frame itself.
_INLINED = COMPREHENSIONS[:3] if sys.version_info >= (3, 12) else ()
_FIRST: dict[type, str] = {
    **dict.fromkeys((ast.List, ast.Tuple, ast.Set), "elts"),
    **dict.fromkeys((ast.Attribute, ast.Subscript, ast.Starred, ast.Await, ast.NamedExpr), "value"),
    **dict.fromkeys((ast.BinOp, ast.Compare), "left"),
    **dict.fromkeys(_INLINED, "generators"),
    ast.comprehension: "iter",
    ast.Dict: "keys",
    ast.Call: "func",
    ast.BoolOp: "values",
    ast.IfExp: "test",
    ast.UnaryOp: "operand",
}
_RUN_FIRST: dict[type, str] = {
    **dict.fromkeys((ast.Assign, ast.AnnAssign, ast.Expr, ast.Return), "value"),
    **dict.fromkeys((ast.If, ast.Assert), "test"),
    **dict.fromkeys((ast.For, ast.AsyncFor), "iter"),
    ast.Raise: "exc",
}


def children(node: ast.AST) -> Iterator[ast.AST]:
    for field in node._fields:
        held = getattr(node, field, None)
        if isinstance(held, ast.AST):
            yield held
        elif isinstance(held, list):
            for item in held:
                if isinstance(item, ast.AST):
                    yield item


def walk_within(nodes: list[Any]) -> Iterator[ast.AST]:
    """Every node below, stopping at (but yielding) nested functions and classes."""
    todo: list[ast.AST] = list(nodes)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, SCOPES):
            todo.extend(children(node))


def clone(node: Any) -> Any:
    if isinstance(node, list):
        return [clone(item) for item in node]
    if not isinstance(node, ast.AST):
        return node
    copy = node.__class__()
    for field in node._fields:
        if hasattr(node, field):
            setattr(copy, field, clone(getattr(node, field)))
    return at(node, copy)


def at(place: Any, node: _Node) -> _Node:
    """Gives `node` the position of `place`, so that a failing instruction is reported where the user wrote it."""
    for name in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
        if hasattr(place, name):
            setattr(node, name, getattr(place, name))
    return node


def nowhere(place: Any) -> Any:
    """Code that belongs to no line: what watches lines is told of none. Python 3.9 knows no such code."""
    if sys.version_info < (3, 10):
        return place
    return ast.Pass(lineno=-1, col_offset=-1, end_lineno=-1, end_col_offset=-1)


def first_evaluated(node: Any) -> Any:
    """The part of an expression that runs first, which may stand on a later line than where the expression begins."""
    while not is_loaded_whole(node):
        field = _FIRST.get(type(node))
        below = None if field is None else getattr(node, field)
        if isinstance(below, list):
            below = next((item for item in below if item is not None), None)
        if below is None:
            return node
        node = below
    return node


def first_run(node: Any) -> Any:
    """The part of a statement that runs first."""
    decorators = getattr(node, "decorator_list", None)
    part = decorators[0] if decorators else getattr(node, _RUN_FIRST.get(type(node), ""), None)
    return node if part is None else first_evaluated(part)


def is_loaded_whole(node: Any) -> bool:
    items = getattr(node, "elts", None) or [node]
    return all(is_constant(item) for item in items)


def is_constant(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Tuple):
        return all(is_constant(item) for item in node.elts)
    if isinstance(node, ast.UnaryOp):
        return is_constant(node.operand)
    if isinstance(node, ast.BinOp):
        return is_constant(node.left) and is_constant(node.right)
    return False


def names_in(target: Any) -> list[str]:
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, (ast.Tuple, ast.List)):
        return [name for item in target.elts for name in names_in(item)]
    if isinstance(target, ast.Starred):
        return names_in(target.value)
    return []


def name(identifier: str, place: Any) -> ast.Name:
    return at(place, ast.Name(id=identifier, ctx=ast.Load()))


def constant(value: Any, place: Any) -> ast.Constant:
    return at(place, ast.Constant(value=value))


def statement(value: Any) -> ast.Expr:
    return at(value, ast.Expr(value=value))

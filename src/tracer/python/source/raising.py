"""`raise` and `assert`: steps of their own, which end with the exception that they raise."""

from __future__ import annotations

import _ast as ast
import sys
from typing import Any

from .cells import BEGIN
from .conditions import rewrite_test
from .context import Context
from .operands import Operands, Value, setter
from .placing import probe
from .tree import at, is_constant, statement


def raises(c: Context, node: Any) -> list[Any]:
    """The step begins when all is there, and ends where the exception is first seen."""
    c.statement = c.site(node, "statement", "raise", "raise")
    new = at(node, ast.Raise(exc=node.exc, cause=node.cause))
    operands = Operands(c)
    for field, role in (("exc", "value"), ("cause", "cause")):
        given = getattr(node, field)
        if given is not None and not is_constant(given):
            operands.add(given, role, setter(new, field))
    k = c.op("end", c.statement, "raise", tuple(operands.inputs))
    if operands.last is None:
        return [begins(node, k), new]
    operands.begin(k)
    return [new]


def begins(node: Any, k: int) -> Any:
    return statement(probe(node, BEGIN, k, 0, at(node, ast.Constant(value=None))))


def asserts(c: Context, node: Any) -> list[Any]:
    """`assert test` as `if test: pass`, else a step and the same assertion of what is false: only a failure is told."""
    c.statement = c.site(node, "statement", "assert", "assert")
    if c.asserts_stay or isinstance(node.test, (ast.Tuple, ast.Constant)):
        return [node]
    parts: list[Value] = []
    test = rewrite_test(c, node.test, parts, splits=True)
    operands = Operands(c)
    operands.inputs = [(value.k, "condition", value.name) for value in parts if value.k]
    failing = at(node, ast.Assert(test=false_like(node.test), msg=node.msg))
    if node.msg is not None and not is_constant(node.msg):
        operands.add(node.msg, "value", setter(failing, "msg"))
    k = c.op("end", c.statement, "assert", tuple(operands.inputs))
    if operands.last is None:
        fails = [begins(node, k), failing]
    else:
        operands.begin(k)
        fails = [failing]
    checked = at(node, ast.If(test=test, body=[at(node, ast.Pass())], orelse=fails))
    return [at(node, ast.If(test=at(node, ast.Name(id="__debug__", ctx=ast.Load())), body=[checked], orelse=[]))]


def false_like(test: Any) -> Any:
    """What is false where a traceback marks a failure: at the last comparison up to CPython 3.12, then at all of it."""
    last = None if sys.version_info >= (3, 13) else last_comparison(test)
    if last is None:
        return at(test, ast.Constant(value=False))
    zero, one = (at(last, ast.Constant(value=value)) for value in (0, 1))
    return at(last, ast.Compare(left=zero, ops=[ast.Eq()], comparators=[one]))


def last_comparison(test: Any) -> Any:
    if isinstance(test, ast.Compare):
        return test
    parts: list[Any] = []
    if isinstance(test, ast.BoolOp):
        parts = test.values
    elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        parts = [test.operand]
    elif isinstance(test, ast.IfExp):
        parts = [test.test, test.body, test.orelse]
    found = [last_comparison(part) for part in parts]
    return next((part for part in reversed(found) if part is not None), None)

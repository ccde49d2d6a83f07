"""`and`, `or`, `if` and `else` in expressions: the compiler makes jumps of them, so they keep their form."""

from __future__ import annotations

import _ast as ast
from typing import Any

from .cells import RESOLVE
from .context import Context
from .operands import Value, rewrite
from .placing import probe
from .tree import at


def resolve(c: Context, node: Any, new: Any, among: list[int]) -> Value:
    if not among:
        return Value(new)
    k = c.op("resolve", tuple(among))
    return Value(probe(node, RESOLVE, k, new), k)


def rewrite_boolean(c: Context, node: Any) -> Value:
    new, among = boolean_parts(c, node)
    return resolve(c, node, new, among)


def boolean_parts(c: Context, node: Any) -> tuple[Any, list[int]]:
    """No probe between nested `and` and `or`: the compiler tests each value once across them."""
    new = at(node, ast.BoolOp(op=node.op, values=[]))
    among: list[int] = []
    for item in node.values:
        if isinstance(item, ast.BoolOp):
            part, below = boolean_parts(c, item)
            among.extend(below)
        else:
            value = rewrite(c, item)
            part = value.node
            if value.k:
                among.append(value.k)
        new.values.append(part)
    return new, among


def rewrite_test(c: Context, node: Any, parts: list[Value] | None = None, splits: bool = False) -> Any:
    """A condition: what the compiler turns into jumps stays as it is, only the values it is made of are probed, and put
    into `parts`. With `splits` a comparison is no step, only what it compares: that of an `assert` is there to fail."""
    if isinstance(node, ast.BoolOp):
        values = [rewrite_test(c, item, parts, splits) for item in node.values]
        return at(node, ast.BoolOp(op=node.op, values=values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return at(node, ast.UnaryOp(op=node.op, operand=rewrite_test(c, node.operand, parts, splits)))
    if isinstance(node, ast.IfExp):
        test, body, orelse = (rewrite_test(c, part, parts, splits) for part in (node.test, node.body, node.orelse))
        return at(node, ast.IfExp(test=test, body=body, orelse=orelse))
    if isinstance(node, ast.Compare) and (splits or len(node.ops) > 1):
        compared = [rewrite(c, item) for item in (node.left, *node.comparators)]
        if parts is not None:
            parts.extend(compared)
        new = at(node, ast.Compare(left=compared[0].node, ops=node.ops, comparators=[]))
        new.comparators = [value.node for value in compared[1:]]
        return new
    value = rewrite(c, node)
    if parts is not None:
        parts.append(value)
    return value.node


def rewrite_conditional(c: Context, node: Any, parts: list[Value] | None = None) -> Value:
    test = rewrite_test(c, node.test, parts)
    body, orelse = (rewrite(c, part) for part in (node.body, node.orelse))
    new = at(node, ast.IfExp(test=test, body=body.node, orelse=orelse.node))
    return resolve(c, node, new, [value.k for value in (body, orelse) if value.k])

"""Reads: names, attributes, items."""

from __future__ import annotations

import _ast as ast
from typing import Any, Callable

from . import naming
from .cells import BIND, TAP
from .context import Context
from .operands import Operands, Value, end, item_setter, rewrite, setter
from .placing import probe
from .tree import at, is_constant


def rewrite_name(c: Context, node: Any) -> Value:
    if node.id in c.opaque or node.id == "super" or node.id == "__class__":
        return Value(node)
    k = c.op("tap", node.id, c.owner(node.id))
    return Value(probe(node, TAP, k, node), k, node.id, node)


def is_opaque(c: Context, node: Any) -> bool:
    """Attributes of imported modules: no data, no step. Nor is the shell that a notebook's magics are asked of."""
    while isinstance(node, ast.Attribute):
        node = node.value
    if isinstance(node, ast.Call) and not node.args and not node.keywords:
        node = node.func
    return isinstance(node, ast.Name) and (node.id in c.opaque or node.id == "__class__")


def rewrite_attribute(c: Context, node: Any) -> Value:
    if is_opaque(c, node):
        return Value(node)
    operands = Operands(c)
    new = at(node, ast.Attribute(value=node.value, attr=node.attr, ctx=node.ctx))
    operands.add(node.value, "receiver", setter(new, "value"))
    value = end(c, node, new, "attribute", f".{node.attr}", operands)
    return value._replace(name=naming.dotted(node))


def rewrite_subscript(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.Subscript(value=node.value, slice=node.slice, ctx=node.ctx))
    if is_opaque(c, node.value):
        operands.last = (Value(node.value), setter(new, "value"))
    else:
        operands.add(node.value, "receiver", setter(new, "value"))
    add_key(node.slice, operands, setter(new, "slice"))
    return end(c, node, new, "getitem", naming.key_of(node.slice), operands)


def add_key(key: Any, operands: Operands, put: Callable[[Any], None]) -> None:
    if isinstance(key, ast.Slice):
        bounds = at(key, ast.Slice(lower=key.lower, upper=key.upper, step=key.step))
        put(bounds)
        for part in ("lower", "upper", "step"):
            if getattr(key, part) is not None:
                operands.add(getattr(key, part), "key", setter(bounds, part))
    elif isinstance(key, ast.Tuple) and not is_constant(key):
        copy = at(key, ast.Tuple(elts=list(key.elts), ctx=key.ctx))
        put(copy)
        for index, item in enumerate(key.elts):
            if isinstance(item, ast.Starred):
                continue
            add_key(item, operands, item_setter(copy.elts, index))
    else:
        operands.add(key, "key", put)


def rewrite_walrus(c: Context, node: Any) -> Value:
    value = rewrite(c, node.value)
    k = c.op("bind", c.statement, ((node.target.id, c.owner(node.target.id)),), value.k)
    new = at(node, ast.NamedExpr(target=node.target, value=probe(node.value, BIND, k, value.node)))
    return Value(new, value.k or k, node.target.id)

"""Await and yield: where a frame pauses."""

from __future__ import annotations

import _ast as ast
from typing import Any

from .cells import END, PAUSE, RESUME
from .context import Context
from .operands import Operands, Value, rewrite, setter
from .placing import probe
from .tree import at


def rewrite_await(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.Await(value=node.value))
    value = operands.add(node.value, "operand", setter(new, "value"))
    site = c.expression(node, "await", "await")
    k = c.op("end", site, "await", tuple(operands.inputs))
    new.value = probe(node.value, PAUSE, k, value.node)
    return Value(probe(node, END, k, probe(node, RESUME, k, new)), k)


def rewrite_yield(c: Context, node: Any) -> Value:
    value = Value(at(node, ast.Constant(value=None))) if node.value is None else rewrite(c, node.value)
    # What is handed out one by one by another generator was told where that one yields it.
    k = c.op("yield", c.statement, value.k if isinstance(node, ast.Yield) else 0)
    new = at(node, type(node)(value=probe(node, PAUSE, k, value.node)))
    return Value(probe(node, RESUME, k, new), k)

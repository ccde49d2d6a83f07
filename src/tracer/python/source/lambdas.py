"""Lambdas: functions whose two bodies are expressions."""

from __future__ import annotations

import _ast as ast
from typing import Any

from .cells import ENTER, LAMBDA_END
from .context import Context, Scope, local_names
from .operands import Value, rewrite
from .placing import passes_by, probe
from .tree import at, clone, name, walk_within


def rewrite_lambda(c: Context, node: Any) -> Value:
    """`plain if <passes> else lambda_ended(k, enter(k, *parameters) or body)`; enter gives back None."""
    below = list(walk_within([node.body]))
    if any(isinstance(item, (ast.Yield, ast.YieldFrom, ast.Await)) for item in below):
        return Value(node)
    outer = (c.parent, c.statement, c.scope, c.loops)
    site = c.site(node, "function", "lambda", "lambda", c.statement)
    names = parameters(node.args)
    c.parent = c.statement = site
    c.scope = Scope("function", site, local_names([node.body], set(names)), c.scope)
    c.loops = []
    gate = c.gate()
    row = c.op("enter", site, tuple(names), gate, False, "lambda")
    plain = clone(node.body)
    value = rewrite(c, node.body)
    returned = c.op("return", site, value.k, None)
    reads = [name(item, node.body) for item in names]
    entered = at(node.body, ast.BoolOp(op=ast.Or(), values=[probe(node.body, ENTER, row, *reads), value.node]))
    ended = probe(node.body, LAMBDA_END, returned, entered)
    body = at(node.body, ast.IfExp(test=passes_by(node.body, gate), body=plain, orelse=ended))
    c.parent, c.statement, c.scope, c.loops = outer
    return Value(at(node, ast.Lambda(args=node.args, body=body)))


def parameters(spec: Any) -> list[str]:
    names = [arg.arg for arg in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]]
    names.extend(arg.arg for arg in (spec.vararg, spec.kwarg) if arg is not None)
    return names

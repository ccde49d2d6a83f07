"""Operators: binary, unary, compare, and the old form of a template."""

from __future__ import annotations

import _ast as ast
from typing import Any

from . import naming
from .context import Context
from .operands import Operands, Value, end, item_setter, setter
from .tree import at


def rewrite_binary(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.BinOp(left=node.left, op=node.op, right=node.right))
    left = node.left
    if isinstance(node.op, ast.Mod) and isinstance(left, ast.Constant) and isinstance(left.value, (str, bytes)):
        # The compiler has a form of its own for "…" % (a, b): the display stays as it is.
        if isinstance(node.right, ast.Tuple):
            new.right = at(node.right, ast.Tuple(elts=list(node.right.elts), ctx=node.right.ctx))
            for index, item in enumerate(node.right.elts):
                if not isinstance(item, ast.Starred):
                    operands.add(item, "part", item_setter(new.right.elts, index))
        else:
            operands.add(node.right, "part", setter(new, "right"))
        return end(c, node, new, "template", "%", operands, begins=False)
    operands.add(node.left, "left", setter(new, "left"))
    operands.add(node.right, "right", setter(new, "right"))
    return end(c, node, new, "binary", naming.operator_of(node.op), operands)


def rewrite_unary(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.UnaryOp(op=node.op, operand=node.operand))
    operands.add(node.operand, "operand", setter(new, "operand"))
    return end(c, node, new, "unary", naming.operator_of(node.op), operands)


def rewrite_compare(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.Compare(left=node.left, ops=node.ops, comparators=list(node.comparators)))
    operands.add(node.left, "left", setter(new, "left"))
    for index, item in enumerate(node.comparators):
        operands.add(item, "right", item_setter(new.comparators, index))
    name = " ".join(naming.operator_of(op) for op in node.ops)
    return end(c, node, new, "compare", name, operands, begins=len(node.ops) == 1)

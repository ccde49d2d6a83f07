"""Calls: receiver or callee, arguments, and which of them may name a file."""

from __future__ import annotations

import _ast as ast
from typing import Any

from . import naming
from .context import Context
from .freereads import add_reads
from .operands import Operands, Value, end, item_setter, setter
from .references import is_opaque
from .tree import at


def rewrite_call(c: Context, node: Any) -> Value:
    operands = Operands(c)
    func = node.func
    new = at(node, ast.Call(func=func, args=list(node.args), keywords=[]))
    if isinstance(func, ast.Attribute):
        new.func = at(func, ast.Attribute(value=func.value, attr=func.attr, ctx=func.ctx))
        if is_opaque(c, func.value):
            operands.last = (Value(func.value), setter(new.func, "value"))
        else:
            operands.add(func.value, "receiver", setter(new.func, "value"))
    elif isinstance(func, ast.Name):
        if func.id == "super" and not node.args:
            return Value(node)
        if func.id in c.opaque:
            operands.last = (Value(func), setter(new, "func"))
        else:
            operands.add(func, "callee", setter(new, "func"))
    else:
        operands.add(func, "callee", setter(new, "func"))
    for position, argument in enumerate(new.args):
        if isinstance(argument, ast.Starred):
            star = at(argument, ast.Starred(value=argument.value, ctx=argument.ctx))
            new.args[position] = star
            operands.add(argument.value, "arg:*", setter(star, "value"))
        else:
            operands.add(argument, f"arg:{position}", item_setter(new.args, position))
            add_reads(c, argument, operands)
    for keyword in node.keywords:
        copy = at(keyword, ast.keyword(arg=keyword.arg, value=keyword.value))
        new.keywords.append(copy)
        operands.add(keyword.value, f"arg:{keyword.arg or '**'}", setter(copy, "value"))
        add_reads(c, keyword.value, operands)
    value = end(c, node, new, "call", naming.callee(func), operands)
    c.ops[value.k] = (*c.ops[value.k], path_constants(node))
    return value


def path_constants(node: Any) -> tuple[str, ...]:
    """Literal arguments that may name a file."""
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    texts = [item.value for item in given if isinstance(item, ast.Constant) and type(item.value) is str]
    return tuple(text for text in texts if 2 < len(text) < 400 and ("." in text or "/" in text) and "\n" not in text)

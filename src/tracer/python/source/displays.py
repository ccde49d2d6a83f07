"""Displays and templates: values put together from parts."""

from __future__ import annotations

import _ast as ast
from typing import Any

from .context import Context
from .operands import Operands, Value, end, item_setter, setter
from .tree import at

# Of `t"…"`, from Python 3.14 on, which makes an object of its parts, and so is a step in any case.
_TEMPLATE: Any = getattr(ast, "TemplateStr", None)
_INTERPOLATED: tuple[Any, ...] = tuple(
    getattr(ast, name) for name in ("FormattedValue", "Interpolation") if hasattr(ast, name)
)


def rewrite_template(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = rewrite_parts(node, operands)
    if type(node) is _TEMPLATE:
        return end(c, node, new, "template", 't"…"', operands, begins=False)
    if not operands.inputs and not any(isinstance(part, ast.FormattedValue) for part in node.values):
        return Value(node)
    return end(c, node, new, "template", 'f"…"', operands, begins=False)


def rewrite_parts(node: Any, operands: Operands) -> Any:
    new = at(node, type(node)(values=[]))
    for part in node.values:
        if isinstance(part, _INTERPOLATED):
            given = {name: getattr(part, name) for name in part._fields if name != "format_spec"}
            copy = at(part, type(part)(**given, format_spec=None))
            operands.add(part.value, "part", setter(copy, "value"))
            if part.format_spec is not None:
                copy.format_spec = rewrite_parts(part.format_spec, operands)
            part = copy
        new.values.append(part)
    return new


DISPLAYS = {ast.List: "[…]", ast.Tuple: "(…)", ast.Set: "{…}"}


def rewrite_display(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, type(node)(elts=list(node.elts)))
    if not isinstance(node, ast.Set):
        new.ctx = node.ctx
    add_items(node.elts, new.elts, operands)
    return end(c, node, new, "display", DISPLAYS[type(node)], operands, begins=False)


def add_items(items: list[Any], into: list[Any], operands: Operands) -> list[Value]:
    values = []
    for index, item in enumerate(items):
        if isinstance(item, ast.Starred):
            star = at(item, ast.Starred(value=item.value, ctx=item.ctx))
            into[index] = star
            values.append(operands.add(item.value, "item", setter(star, "value")))
        else:
            values.append(operands.add(item, "item", item_setter(into, index)))
    return values


def rewrite_dict(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.Dict(keys=list(node.keys), values=list(node.values)))
    for index, (key, value) in enumerate(zip(node.keys, node.values)):
        if key is not None:
            operands.add(key, "key", item_setter(new.keys, index))
        operands.add(value, "item", item_setter(new.values, index))
    return end(c, node, new, "display", "{…}", operands, begins=False)

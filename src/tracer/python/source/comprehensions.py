"""Comprehensions: a loop in an expression. What stands in it is steps of its own, of the turns that are recorded."""

from __future__ import annotations

import _ast as ast
from typing import Any

from . import naming
from .cells import COMPREHEND, COMPREHENDED, END, LISTED, MORE, REST
from .context import Context, Scope
from .freereads import free_reads
from .operands import Input, Operands, Value, rewrite, setter
from .placing import probe
from .tree import at, names_in, walk_within
from .turns import has_steps, rewrite_turns

MARKS = {ast.ListComp: "[%s]", ast.GeneratorExp: "(%s)"}


def rewrite_comprehension(c: Context, node: Any) -> Value:
    waits = is_waiting(node)
    if not has_steps(node) or (waits and isinstance(node, ast.GeneratorExp)):
        return whole(c, node, waits)
    outer = (c.parent, c.statement, c.scope, c.loops)
    first = node.generators[0]
    iterable = rewrite(c, first.iter)
    site = site_of(c, node)
    inputs: tuple[Input, ...] = ((iterable.k, "iterable", iterable.name),) if iterable.k else ()
    inputs += tuple(read for read in reads(c, node) if read[2] != iterable.name)
    parts = isinstance(node, ast.ListComp) and not waits
    wraps = "parts" if parts else "" if first.is_async else "all"
    gate = c.gate(3)
    row = c.op("loop", site, gate, inputs, wraps, len(c.loops), 0)
    k = c.op("end", site, "comprehension", inputs)
    c.parent = c.statement = site
    c.scope = Scope("comprehension", site, targets_of(node), c.scope)
    new = rewrite_turns(c, node, row)
    c.parent, c.statement, c.scope, c.loops = outer
    new.generators[0].iter = probe(first.iter, COMPREHEND, row, iterable.node)
    if not parts:
        return Value(probe(node, COMPREHENDED, k, row, new), k)
    # What is left of a long one runs plainly, without asking in each turn.
    rest = at(node, ast.ListComp(elt=node.elt, generators=[plain_rest(c, first, row), *node.generators[1:]]))
    left = at(node, ast.IfExp(test=probe(node, MORE, row), body=rest, orelse=at(node, ast.Constant(value=None))))
    return Value(probe(node, LISTED, k, row, new, left), k)


def plain_rest(c: Context, first: Any, row: int) -> Any:
    iterable = probe(first.iter, REST, c.op("rest", row, ()))
    return ast.comprehension(target=first.target, iter=iterable, ifs=first.ifs, is_async=first.is_async)


def whole(c: Context, node: Any, waits: bool) -> Value:
    """One step: nothing in it makes a value, or it is an asynchronous generator."""
    operands = Operands(c)
    new = at(node, type(node)())
    for field in node._fields:
        setattr(new, field, getattr(node, field))
    first = node.generators[0]
    copy = ast.comprehension(target=first.target, iter=first.iter, ifs=first.ifs, is_async=first.is_async)
    new.generators = [copy, *node.generators[1:]]
    operands.add(first.iter, "iterable", setter(copy, "iter"))
    known = {name for _, _, name in operands.inputs}
    operands.inputs.extend(read for read in reads(c, node) if read[2] not in known)
    k = c.op("end", site_of(c, node), "comprehension", tuple(operands.inputs))
    if not waits:
        operands.begin(k)
    return Value(probe(node, END, k, new), k)


def site_of(c: Context, node: Any) -> int:
    name = MARKS.get(type(node), "{%s}") % ", ".join(naming.target(item.target) for item in node.generators)
    return c.site(node, "loop", "comprehension", name, c.statement)


def targets_of(node: Any) -> set[str]:
    return {name for generator in node.generators for name in names_in(generator.target)}


def inside(node: Any) -> list[Any]:
    """What is evaluated in its turns."""
    parts = [getattr(node, field) for field in ("elt", "key", "value") if getattr(node, field, None) is not None]
    for place, generator in enumerate(node.generators):
        parts.extend(generator.ifs)
        if place:
            parts.append(generator.iter)
    return parts


def reads(c: Context, node: Any) -> list[Input]:
    """Variables from around it."""
    parts = inside(node)
    own = targets_of(node)
    for below in walk_within(parts):
        if isinstance(below, (ast.NamedExpr, ast.comprehension)):
            own.update(names_in(below.target))
    return free_reads(c, parts, own)


def is_waiting(node: Any) -> bool:
    return any(item.is_async for item in node.generators) or any(
        isinstance(below, (ast.Await, ast.comprehension)) and getattr(below, "is_async", 1)
        for below in walk_within(inside(node))
    )

"""Comprehensions: one step as a whole."""

from __future__ import annotations

import _ast as ast
from typing import Any

from . import naming
from .cells import END
from .context import Context
from .freereads import free_reads
from .operands import Operands, Value, setter
from .placing import probe
from .tree import at, walk_within


def rewrite_comprehension(c: Context, node: Any) -> Value:
    """Only the first iterable is evaluated in this frame; the rest stays as it is and is recorded as a whole."""
    operands = Operands(c)
    new = at(node, type(node)())
    for field in node._fields:
        setattr(new, field, getattr(node, field))
    first = node.generators[0]
    copy = ast.comprehension(target=first.target, iter=first.iter, ifs=first.ifs, is_async=first.is_async)
    new.generators = [copy, *node.generators[1:]]
    operands.add(first.iter, "iterable", setter(copy, "iter"))
    own = {
        below.id
        for generator in node.generators
        for below in walk_within([generator.target])
        if isinstance(below, ast.Name)
    }
    inside = [getattr(node, field) for field in ("elt", "key", "value") if getattr(node, field, None) is not None]
    for generator in node.generators:
        inside.extend(generator.ifs)
        if generator is not first:
            inside.append(generator.iter)
    known = {name for _, _, name in operands.inputs}
    operands.inputs.extend(read for read in free_reads(c, inside, own) if read[2] not in known)
    marks = {ast.ListComp: "[%s]", ast.GeneratorExp: "(%s)"}
    name = marks.get(type(node), "{%s}") % ", ".join(naming.target(item.target) for item in node.generators)
    site = c.site(node, "loop", "comprehension", name, c.statement)
    k = c.op("end", site, "comprehension", tuple(operands.inputs))
    waits = any(item.is_async for item in node.generators) or any(
        isinstance(below, ast.Await) for below in walk_within(inside)
    )
    if not waits:
        operands.begin(k)
    return Value(probe(node, END, k, new), k)

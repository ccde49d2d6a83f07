"""What a body that is not rewritten reads from around it, known by name alone."""

from __future__ import annotations

import _ast as ast
from typing import Any

from .context import Context
from .operands import Input, Operands
from .tree import walk_within


def add_reads(c: Context, node: Any, operands: Operands) -> None:
    """What a lambda given as argument closes over: known by name only, since reading it could change what happens."""
    if isinstance(node, ast.Lambda):
        spec = node.args
        own = {arg.arg for arg in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]}
        operands.inputs.extend(free_reads(c, [node.body], own))


def free_reads(c: Context, nodes: list[Any], own: Any) -> list[Input]:
    seen: dict[str, Input] = {}
    below: Any
    for below in walk_within(nodes):
        reads = isinstance(below, ast.Name) and isinstance(below.ctx, ast.Load)
        if reads and below.id not in own and below.id not in c.opaque and below.id not in seen:
            seen[below.id] = (c.op("name", below.id, c.owner(below.id)), "read", below.id)
    return list(seen.values())

"""Branches of a loop that run for the first time in a turn that is not recorded: what is in them is recorded then.

Plain bodies of the loop hold the instrumented body of such a branch as well. The first time that it is to run, a probe
finds the loop, tells it which turn this is, and the branch runs as in a recorded turn.
"""

from __future__ import annotations

import _ast as ast
from typing import Any

from .annotations import plain_body
from .cells import WITNESS, WITNESSED
from .context import GLOBAL, OWN, Context, local_names
from .placing import leaves, probe
from .tree import at, name, names_in, nowhere

# What may catch an exception in the turn, or run code of the program before it is caught.
GUARDS = tuple(getattr(ast, kind) for kind in ("Try", "TryStar", "With", "AsyncWith") if hasattr(ast, kind))
# Loops inside one another, and how much code is made once more for each: with more of it, compiling takes too long.
DEEPEST = 2
SHARE = 2


class Witnesses:
    """Those of one loop."""

    def __init__(self, c: Context, node: Any, row: int) -> None:
        self.c = c
        self.node = node
        self.row = row
        # What its instrumented body weighs.
        self.weight = 0
        # By the cell of the branch: the row of its probe; 0 where it only notes that it ran.
        self.rows: dict[int, int] = {}
        self.names: Any = None
        self.used = 0

    def recorded(self, gate: int, unseen: Any, is_guarded: bool) -> tuple[Any, list[Any]] | None:
        """The test and the body of what runs the first time."""
        c = self.c
        body, weight = c.branch_bodies.get(gate, ([], 0))
        k = self.rows.get(gate)
        if k is None:
            k = self.rows[gate] = self.row_of(gate) if body and self.takes(weight) else 0
        if not k:
            return None
        c.copied += weight
        if c.annotated or c.asserts_stay:
            # What they are put in is changed once more.
            body = plain_body(c.annotated, body)
        if is_guarded:
            where = nowhere(unseen)
            leaving = at(where, ast.withitem(context_expr=leaves(k, where, WITNESSED), optional_vars=None))
            body = [at(where, ast.With(items=[leaving], body=body, type_comment=None))]
        reads = [name(item, unseen) for item, _ in self.names[0]]
        called = probe(unseen, WITNESS, k, *reads)
        return at(unseen, ast.BoolOp(op=ast.And(), values=[unseen, called])), body

    def takes(self, weight: int) -> bool:
        if self.c.scope.kind == "class" or len(self.c.loops) > DEEPEST or self.used + weight > SHARE * self.weight:
            return False
        self.used += weight
        return True

    def row_of(self, gate: int) -> int:
        if self.names is None:
            self.names = self.names_bound()
        return self.c.op("witness", self.row, gate, self.c.ops[self.row][1], *self.names)

    def names_bound(self) -> Any:
        """Of the loop's targets, those that can be read without a doubt and those that the module holds, where they
        still are what the turn began with; and all other names that a turn binds."""
        c = self.c
        stored = local_names(self.node.body, set())
        targets = [] if isinstance(self.node, ast.While) else names_in(self.node.target)
        kept = [(item, c.owner(item)) for item in targets if item not in stored]
        is_module = c.scope.kind == "module"
        held = tuple(item for item in kept if is_module or item[1] == GLOBAL)
        read = tuple(item for item in kept if not is_module and item[1] == OWN and item[0] not in c.nonlocals)
        others = {*stored, *targets} - {item for item, _ in (*held, *read)}
        return read, held, tuple((item, c.owner(item)) for item in sorted(others))

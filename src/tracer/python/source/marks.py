"""Marks in plain bodies: which branches ran where nothing is recorded.

A branch notes once that it ran, by a store into its cell: nothing is called, so it can neither fail nor meet the
recursion limit. After that, and in code that was handed to another process, one comparison is left.
"""

from __future__ import annotations

import _ast as ast
from typing import Any

from .cells import RAN, UNSEEN
from .context import BranchKey, Context
from .placing import cell
from .tree import at, children, constant


def mark_branches(c: Context, body: list[Any]) -> list[Any]:
    """A copy that is not rewritten, after what it is a copy of was: then its branches have their cells."""
    for node in body:
        _mark(c, node)
    return body


def _mark(c: Context, node: Any) -> None:
    # Marks stand where statements of the program stand, so what is below comes before they are put in.
    for below in children(node):
        if not isinstance(below, ast.expr):
            _mark(c, below)
    for field, op in (("body", "then"), ("body", "except"), ("body", "case"), ("orelse", "else")):
        place = getattr(node, "pattern", node) if op == "case" else node
        gate = c.branch_gates.get(branch_key(op, place))
        if gate is not None and getattr(node, field, None):
            getattr(node, field).insert(0, _mark_of(getattr(node, field)[0], gate))


def branch_key(op: str, place: Any) -> BranchKey:
    """Copies stand where the original stands."""
    return op, getattr(place, "lineno", 0), getattr(place, "col_offset", 0)


def _mark_of(first: Any, gate: int) -> Any:
    place = [*getattr(first, "decorator_list", []), first][0]
    unseen = at(place, ast.Compare(left=cell(gate, place), ops=[ast.Is()], comparators=[constant(UNSEEN, place)]))
    ran = at(place, ast.Assign(targets=[cell(gate, place, ast.Store())], value=constant(RAN, place), type_comment=None))
    return at(place, ast.If(test=unseen, body=[ran], orelse=[]))

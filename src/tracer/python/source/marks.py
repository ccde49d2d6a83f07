"""Marks in plain bodies: which branches ran where nothing is recorded.

A branch notes once that it ran, by a store into its cell: nothing is called, so it can neither fail nor meet the
recursion limit. One that stands in a loop itself is recorded the first time instead (witnesses.py). After that, and in
code that was handed to another process, one comparison is left.
"""

from __future__ import annotations

import _ast as ast
from collections.abc import Iterator
from typing import Any

from .cells import RAN, UNSEEN
from .context import BranchKey, Context
from .placing import cell
from .tree import SCOPES, at, constant, first_run
from .witnesses import GUARDS, Witnesses

LOOPS = (ast.For, ast.AsyncFor, ast.While)


def mark_branches(c: Context, body: list[Any], loop: Witnesses | None = None) -> list[Any]:
    """A copy that is not rewritten, after what it is a copy of was: then its branches have their cells. `loop`: the one
    whose turns run it, where that is recorded."""
    for node in body:
        _mark(c, node, loop, False)
    return body


def _mark(c: Context, node: Any, loop: Witnesses | None, is_guarded: bool) -> None:
    # Marks stand where statements of the program stand, so what is below comes before they are put in.
    guards = is_guarded or isinstance(node, GUARDS)
    for below, around in _below(node, loop):
        _mark(c, below, around, guards)
    for field, op in (("body", "then"), ("body", "except"), ("body", "case"), ("orelse", "else")):
        place = getattr(node, "pattern", node) if op == "case" else node
        gate = c.branch_gates.get(branch_key(op, place))
        held = getattr(node, field, None)
        if gate is None or not held:
            continue
        unseen = _unseen(held[0], gate)
        recorded = None if loop is None else loop.recorded(gate, unseen, is_guarded)
        if recorded is None:
            held.insert(0, at(unseen, ast.If(test=unseen, body=[_ran(unseen, gate)], orelse=[])))
        else:
            test, body = recorded
            held[:] = [at(unseen, ast.If(test=test, body=body, orelse=held[:]))]


def _below(node: Any, loop: Witnesses | None) -> Iterator[tuple[Any, Witnesses | None]]:
    """Statements, handlers and cases, which all stand in lists, and the loop whose turn they are part of."""
    for field in node._fields:
        held = getattr(node, field, None)
        if isinstance(held, list):
            is_apart = isinstance(node, SCOPES) or (isinstance(node, LOOPS) and field == "body")
            for item in held:
                if isinstance(item, ast.AST) and not isinstance(item, ast.expr):
                    yield item, None if is_apart else loop


def branch_key(op: str, place: Any) -> BranchKey:
    """Copies stand where the original stands."""
    return op, getattr(place, "lineno", 0), getattr(place, "col_offset", 0)


def _unseen(first: Any, gate: int) -> Any:
    place = first_run(first)
    return at(place, ast.Compare(left=cell(gate, place), ops=[ast.Is()], comparators=[constant(UNSEEN, place)]))


def _ran(place: Any, gate: int) -> Any:
    return at(
        place, ast.Assign(targets=[cell(gate, place, ast.Store())], value=constant(RAN, place), type_comment=None)
    )

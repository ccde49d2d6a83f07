"""Puts probes into a tree: each is reached through a list among the code's constants, so no name is added anywhere.

The tree holds a marker tuple wherever the list is wanted; after compiling, the marker in `co_consts` is replaced by one
list. Names of the module and its functions stay as they were. The marker has one item and indexes start at 2, so that
the compiler can neither fold the subscript nor warn about it.
"""

from __future__ import annotations

import _ast as ast
from types import CodeType
from typing import Any

from .cells import LEAVE
from .tree import at, first_evaluated

MARKER = ("\0interim cells",)


def cell(index: int, place: Any, context: Any = None) -> ast.Subscript:
    marker: Any = MARKER
    return at(
        place,
        ast.Subscript(
            value=at(place, ast.Constant(value=marker)),
            slice=at(place, ast.Constant(value=index)),
            ctx=context or ast.Load(),
        ),
    )


def probe(place: Any, index: int, *arguments: Any) -> ast.Call:
    # The probe is fetched before its arguments are evaluated: at the place where that begins.
    start = next((first_evaluated(item) for item in arguments if not isinstance(item, int)), place)
    args = [at(start, ast.Constant(value=item)) if isinstance(item, int) else item for item in arguments]
    return at(place, ast.Call(func=cell(index, start), args=args, keywords=[]))


def leaves(row: int, place: Any, told: int = LEAVE) -> ast.Subscript:
    """What is told when a function's body is left. A `with`, since after it the frame still says where it failed."""
    index = at(place, ast.Constant(value=row))
    return at(place, ast.Subscript(value=cell(told, place), slice=index, ctx=ast.Load()))


def passes_by(place: Any, gate: int) -> ast.Compare:
    """`0 in <cell>`: whether this time the plain body runs."""
    zero = at(place, ast.Constant(value=0))
    return at(place, ast.Compare(left=zero, ops=[ast.In()], comparators=[cell(gate, place)]))


def place_cells(code: CodeType, cells: list[Any]) -> CodeType:
    """The same code with the list in place of the marker, in nested code objects too."""
    constants = []
    for item in code.co_consts:
        if isinstance(item, CodeType):
            item = place_cells(item, cells)
        elif type(item) is tuple and item == MARKER:
            item = cells
        constants.append(item)
    return code.replace(co_consts=tuple(constants))

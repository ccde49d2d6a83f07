"""The list that instrumented code reaches its probes through, and which slot of it holds what.

The tree holds a marker tuple wherever the list is wanted; after compiling, the marker in `co_consts` is replaced by one
list. Names of the module and its functions stay as they were. The marker has one item and indexes start at 2, so that
the compiler can neither fold the subscript nor warn about it.
"""

from __future__ import annotations

import _ast as ast
from types import CodeType
from typing import Any

from .tree import at, first_evaluated

MARKER = ("\0interim cells",)

TAP = 2  # tap(k, value): an operand was read
BEGIN = 3  # begin(k, tap, value): the last operand of k is there, k is about to run
END = 4  # end(k, value): k has run
BIND = 5  # bind(k, value): value is about to be stored under the names of k
BIND_MANY = 6  # bind_many(k, *values): names of k were bound to these
STORED = 7  # stored(k): a subscript or attribute was written or deleted
AUGMENTED = 8  # augmented(k, value): a name was assigned in place
ENTER = 9  # enter(k, *params)
LEAVE = 10  # not a probe: `with <cell>[k]` stands around a function's body
RETURN = 11  # returned(k, value)
LOOP = 12  # loop(k, iterable): a loop is about to start
ITERATE = 13  # iterate(k, *targets): a recorded iteration starts
LOOPED = 14  # looped(k): a loop was left; the row says whether by the test of a `while`
BRANCH = 15  # branch(k)
CAUGHT = 16  # caught(k): a handler starts
RESOLVE = 17  # resolve(k, value): which operand was it
PAUSE = 18  # pause(k, value): about to yield or await
RESUME = 19  # resume(k, value)
CLASS = 20  # class_begins(k)
CLASSED = 21  # class_ended(k)
MODULE_END = 22
MODULE_BEGIN = 25
REST = 23  # rest(k): what is left of a loop that had its share of the record; all of it runs plainly
LAMBDA_END = 24  # lambda_ended(k, value)
TURNS = 26  # turns(k): a `while` is about to start; as many items as it is to take turns under observation
FIRST_FREE = 32


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


def leaves(row: int, place: Any) -> ast.Subscript:
    """What is told when a function's body is left. A `with`, since after it the frame still says where it failed."""
    index = at(place, ast.Constant(value=row))
    return at(place, ast.Subscript(value=cell(LEAVE, place), slice=index, ctx=ast.Load()))


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

"""When an iteration of a loop is recorded: the first ones, then ever more sparsely, with the total kept exactly.

The cell of a running loop holds a C callable that answers 1 or 0, so that an iteration that is not recorded costs one
call and no Python frame. The pieces it is made of tell how far it has come.
"""

from __future__ import annotations

from itertools import chain, repeat
from typing import Any

from .frames import Loop


def begin(loop: Loop, cells: Any, gate: int, budget: int) -> None:
    loop.gate = gate
    loop.cells = cells
    loop.budget = budget
    loop.before = cells[gate]
    loop.pieces = [repeat(1, budget)]
    loop.skips = None
    # Ends in zeros without end: should threads share the cell, none of them may meet the end of it.
    loop.iterator = cells[gate] = chain(chain.from_iterable(iter(loop.pieces)), repeat(0)).__next__


def iterated(loop: Loop) -> None:
    """A recorded iteration starts: counts it, and plans the pause after it."""
    if loop.skips is not None:
        loop.index += loop.skips[0]
        loop.skips = None
    loop.index += 1
    loop.recorded += 1
    if loop.recorded >= loop.budget:
        pause = max(1, loop.index)
        zeros = repeat(0, pause)
        loop.skips = (pause, zeros)
        loop.pieces.append(zeros)
        loop.pieces.append(repeat(1, 1))


def finish(loop: Loop) -> int:
    """How many iterations ran. The cell gets back what it held for an outer execution of the same loop."""
    if loop.cells:
        if loop.cells[loop.gate] is loop.iterator:
            loop.cells[loop.gate] = loop.before
        loop.cells = []
    ran = loop.index + 1
    if loop.skips is not None:
        ran += loop.skips[0] - loop.skips[1].__length_hint__()
    return ran

"""When an iteration of a loop, or a call of a function, is recorded: the first ones, then ever more sparsely, with the
total kept exactly.

Compiled code asks `0 in <cell>`: yes means the plain body. The cell holds nothing while everything is recorded,
`repeat(0, n)` to let n pass (what is left of it tells how many did), and `(0,)` where all may. The question needs no
call, so it is cheap and never meets the recursion limit. A loop's first cell says, when true, that all may pass.
"""

from __future__ import annotations

from itertools import repeat
from typing import Any

from .frames import Loop
from .hidden import Chain

RECORD: Any = ()
PASS: Any = (0,)
SAMPLED = 4000
_SIZED = frozenset(
    map(
        id, (range, list, tuple, dict, set, frozenset, str, bytes, type({}.keys()), type({}.values()), type({}.items()))
    )
)


def begin(loop: Loop, cells: Any, gate: int, budget: int) -> None:
    loop.gate = gate
    loop.cells = cells
    loop.budget = budget
    loop.before = (cells[gate], cells[gate + 1])
    loop.skips = None
    cells[gate + 1] = loop.mine = RECORD
    cells[gate] = False


def iterator_of(loop: Loop, iterable: Any) -> Any:
    """For builtin collections, the iterator that the loop would make itself: it tells how far it is, so that
    the rest of a long loop need not be counted."""
    if id(type(iterable)) in _SIZED:
        loop.source = iterable
        loop.iterator = iter(iterable)
        return loop.iterator
    return iterable


def iterated(loop: Loop) -> bool:
    """A recorded iteration starts: counts it, and plans the pause after it. True where others ran unrecorded."""
    hidden = loop.skips is not None
    if loop.skips is not None:
        loop.index += loop.skips[0]
        loop.skips = None
    loop.index += 1
    loop.recorded += 1
    mine: Any = RECORD
    if loop.recorded >= loop.budget:
        if loop.iterator is not None and loop.index >= SAMPLED:
            loop.cells[loop.gate] = True
        else:
            pause = max(1, loop.index)
            mine = repeat(0, pause)
            loop.skips = (pause, mine)
    loop.cells[loop.gate + 1] = loop.mine = mine
    return hidden


def finish(loop: Loop) -> int:
    """How many iterations ran. The cell gets back what it held for an outer execution of the same loop."""
    if loop.cells:
        if loop.cells[loop.gate + 1] is loop.mine:
            loop.cells[loop.gate], loop.cells[loop.gate + 1] = loop.before
        loop.cells = []
    if loop.iterator is not None:
        ran: int = len(loop.source) - loop.iterator.__length_hint__()
        loop.iterator = loop.source = None
        return max(ran, loop.index + 1)
    ran = loop.index + 1
    if loop.skips is not None:
        ran += loop.skips[0] - loop.skips[1].__length_hint__()
    return ran


class Calls:
    """How often one function was called, and how often recorded."""

    __slots__ = ("chain", "executed", "noticed", "recorded", "skips")

    def __init__(self) -> None:
        self.executed = 0
        self.recorded = 0
        self.skips: Any = None
        # How many are recorded, or known to have run unrecorded.
        self.noticed = 0
        # The steps that were open at the last recorded call.
        self.chain: Chain = ()

    def notice(self) -> bool:
        """True where calls ran unrecorded that were not known of."""
        before, self.noticed = self.noticed, self.total()
        return self.noticed > before

    def called(self, cells: Any, gate: int, budget: int) -> bool:
        """A recorded call starts. True where others ran unrecorded before it, and nobody noticed."""
        hidden = self.notice()
        self.executed = self.noticed = self.total() + 1
        self.recorded += 1
        self.skips = None
        if self.recorded >= budget:
            self.skips = (self.executed, repeat(0, self.executed))
            cells[gate] = self.skips[1]
        return hidden

    def resume(self, cells: Any, gate: int) -> None:
        """The next call is recorded whatever the plan was."""
        self.executed = self.total()
        self.skips = None
        cells[gate] = RECORD

    def total(self) -> int:
        if self.skips is None:
            return self.executed
        return self.executed + int(self.skips[0]) - int(self.skips[1].__length_hint__())


def ask_again(skipping: list[Any]) -> None:
    """A call site runs for the first time: what it calls is recorded once more, however often it ran elsewhere."""
    # Taken out first: code of the program may run in between (a signal handler, a trace function) and add to them.
    asked = skipping[:]
    del skipping[: len(asked)]
    for calls, cells, gate in asked:
        if calls.skips is not None:
            calls.resume(cells, gate)

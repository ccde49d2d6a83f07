"""When an iteration of a loop, or a call of a function, is recorded: the first ones, then ever more sparsely, with the
total kept exactly.

Compiled code asks `0 in <cell>`: yes means the plain body. The cell holds nothing while everything is recorded,
`repeat(0, n)` to let n pass (what is left of it tells how many did), and `(0,)` where all may. The question needs no
call, so it is cheap and never meets the recursion limit. A loop's first cell says, when true, that all may pass.

After SAMPLED turns nothing of a loop is recorded any more. A loop over a builtin collection, and a `while`, then goes
on in a second loop that asks nothing. Other iterators are wrapped once for all, so that they can be dropped by the
program's own frame when it leaves the loop: `compress` hands each item on and counts it.
"""

from __future__ import annotations

import itertools
import sys
from itertools import compress, islice, repeat
from typing import Any

from .frames import MOST, Loop
from .hidden import Chain
from .identity import identity

RECORD: Any = ()
PASS: Any = (0,)
SAMPLED = 4000
NOTHING: Any = ()
_SIZED = frozenset(
    map(
        identity,
        (range, list, tuple, dict, set, frozenset, str, bytes, type({}.keys()), type({}.values()), type({}.items())),
    )
)
_GENERATOR = type(_ for _ in ())
# Iterators that are their own `iter()`, in C.
_PLAIN = frozenset(
    map(
        identity,
        (enumerate, zip, map, filter, reversed, *(kind for kind in vars(itertools).values() if type(kind) is type)),
    )
) | ({identity(_GENERATOR)} if sys.version_info < (3, 12) else set())

_SPLIT = frozenset(map(identity, (zip, enumerate)))


def begin(loop: Loop, cells: Any, gate: int, budget: int, growth: int) -> None:
    loop.gate = gate
    loop.cells = cells
    loop.budget = budget
    loop.growth = growth
    loop.before = (cells[gate], cells[gate + 1])
    loop.skips = None
    loop.mine = RECORD
    if budget == 0:
        loop.mine = repeat(0, MOST)
        loop.skips = (MOST, loop.mine)
    cells[gate + 1] = loop.mine
    cells[gate] = False


def iterator_of(loop: Loop, iterable: Any, how: str) -> Any:
    """What the loop goes over: for builtin collections the iterator that it would make itself, which tells how far it
    is, and of long ones only the first part, unless `how` is "all"."""
    kind = identity(type(iterable))
    if kind in _SIZED:
        loop.source = iterable
        loop.iterator = iter(iterable)
        if how != "all" and len(iterable) > SAMPLED:
            first = islice(loop.iterator, SAMPLED)
            loop.rest = loop.iterator
            return first
        return loop.iterator
    if kind in _PLAIN:
        loop.turns = repeat(True, MOST)
        if how == "parts" and kind in _SPLIT:
            loop.rest = iterable
            return compress(islice(iterable, SAMPLED), loop.turns)
        return compress(iterable, loop.turns)
    return iterable


def turns_of(loop: Loop) -> Any:
    loop.rest = repeat((), MOST)
    return repeat((), SAMPLED)


def has_rest(loop: Loop) -> bool:
    """Of a list comprehension: what is left after its first part."""
    if loop.iterator is None and loop.rest is not NOTHING and loop.turns is not None:
        whole = MOST - loop.turns.__length_hint__() == SAMPLED
        loop.rest = compress(loop.rest, loop.turns) if whole else ()
    return loop.rest is not NOTHING


def go_on(loop: Loop) -> None:
    """The second loop starts."""
    if loop.rest is NOTHING:
        return
    loop.passes = True
    loop.skips = None
    if loop.iterator is None and loop.turns is None:
        loop.index = SAMPLED - 1
        loop.turns = loop.rest
        loop.earlier = SAMPLED


def iterated(loop: Loop) -> bool:
    """A recorded iteration starts: counts it, and plans the pause after it. True where others ran unrecorded."""
    hidden = loop.skips is not None
    if loop.skips is not None:
        counted = loop.counted()
        loop.index = loop.index + loop.skips[0] + 1 if counted is None else max(loop.index + 1, counted)
        loop.skips = None
    else:
        loop.index += 1
    loop.recorded += 1
    mine: Any = RECORD
    if loop.recorded >= loop.budget:
        if (loop.turns is not None or loop.iterator is not None) and loop.index >= SAMPLED:
            loop.cells[loop.gate] = loop.passes = True
        else:
            pause = max(loop.growth, loop.index * loop.growth)
            mine = repeat(0, pause)
            loop.skips = (pause, mine)
    loop.cells[loop.gate + 1] = loop.mine = mine
    return hidden


def come_to(loop: Loop) -> bool:
    """A turn that is not recorded becomes the present one; what is planned stays so. False where it was already."""
    loop.index = loop.turn()
    if loop.skips is not None:
        loop.skips = (loop.skips[1].__length_hint__(), loop.skips[1])
    before, loop.witnessed = loop.witnessed, loop.index
    return loop.index != before


def finish(loop: Loop) -> int:
    """How many iterations ran. The cell gets back what it held for an outer execution of the same loop."""
    # The turn whose test was not met, or failed, was counted and did not run.
    unmet = int(loop.ended or loop.asking)
    loop.recorded -= loop.asking
    loop.asking = False
    if loop.cells:
        if loop.cells[loop.gate + 1] is loop.mine:
            loop.cells[loop.gate], loop.cells[loop.gate + 1] = loop.before
        loop.cells = []
    if loop.iterator is not None:
        length = loop.length if loop.source is None else len(loop.source)
        ran: int = length - loop.iterator.__length_hint__()
        loop.iterator = loop.source = None
        loop.rest = NOTHING
        return max(ran, loop.index + 1)
    if loop.turns is not None:
        return loop.earlier + MOST - int(loop.turns.__length_hint__()) - unmet
    ran = loop.index + 1 - unmet
    if loop.skips is not None:
        ran += loop.skips[0] - loop.skips[1].__length_hint__()
    return ran


def postpone(loop: Loop) -> None:
    """A recorded turn has loops of its own: the next turn is asked, so that they end, and the pause begins with it."""
    if loop.cells[loop.gate]:
        loop.pending = MOST
        loop.cells[loop.gate] = False
    elif loop.skips is not None:
        loop.pending = loop.skips[0]
        loop.skips = None
    loop.cells[loop.gate + 1] = loop.mine = RECORD


def pause(loop: Loop) -> bool:
    """Whether a pause was put off until now. This turn is its first."""
    planned, loop.pending = loop.pending, None
    if planned is None:
        return False
    loop.index += 1
    if planned == MOST:
        loop.cells[loop.gate] = True
    else:
        loop.mine = repeat(0, planned - 1)
        loop.skips = (planned - 1, loop.mine)
        loop.cells[loop.gate + 1] = loop.mine
    return True


class Calls:
    """How often one function was called, and how often recorded."""

    __slots__ = ("chain", "executed", "noticed", "recorded", "since", "skips", "under")

    def __init__(self) -> None:
        self.executed = 0
        self.recorded = 0
        # When the first one was recorded, in nanoseconds.
        self.since = 0
        self.skips: Any = None
        # How many are recorded, or known to have run unrecorded.
        self.noticed = 0
        # The steps that were open at the last recorded call, and the innermost of them that made it.
        self.chain: Chain = ()
        self.under = 0

    def notice(self) -> bool:
        """True where calls ran unrecorded that were not known of."""
        before, self.noticed = self.noticed, self.total()
        return self.noticed > before

    def called(self, cells: Any, gate: int, budget: int, growth: int) -> bool:
        """A recorded call starts. True where others ran unrecorded before it, and nobody noticed."""
        hidden = self.notice()
        self.executed = self.noticed = self.total() + 1
        self.recorded += 1
        self.skips = None
        if self.recorded >= budget:
            pause = self.executed * growth
            self.skips = (pause, repeat(0, pause))
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

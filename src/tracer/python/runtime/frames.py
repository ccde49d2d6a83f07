"""What is open: frames of traced code, the steps that run in them, and on each thread which call led to which frame.

Probes find their frame by the identity of the interpreter's frame, so anyone may resume generators and coroutines.
Calls are synchronous between their probes, so open calls of one thread always nest.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from typing import Any

# An artifact as an operand refers to it: its id, the tracked object if it has identity, else the value itself.
Ref = tuple[int, Any, Any]
_getframe = sys._getframe
# More than any loop takes turns.
MOST = 1 << 60
ORDERED = (list, tuple, range, str, bytes)


# In the place of a value: the variable was bound since by code that ran unrecorded in the step that the operand names.
STALE: Any = object()


class Frame:
    """One execution of a module, function or lambda body."""

    __slots__ = (
        "base",
        "depth",
        "inputs",
        "interrupts",
        "it",
        "key",
        "loops",
        "lost",
        "module",
        "names",
        "output",
        "parent",
        "paused",
        "returned",
        "row",
        "site",
        "slots",
        "started",
        "step",
        "thread",
    )  # fmt: skip

    def __init__(self, step: int, site: int, module: Any, started: int, parent: int, it: int) -> None:
        self.step = step
        self.site = site
        self.module = module
        self.slots: dict[int, Ref | None] = {}
        self.names: dict[str, Ref] = {}
        self.loops: list[Loop] = []
        self.started = started
        self.paused = 0
        self.lost = 0
        self.parent = parent
        self.it = it
        self.inputs: list[Any] = []
        self.output: Ref | None = None
        self.returned = False
        # A signal handler of the program that runs in the middle of a probe.
        self.interrupts = False
        self.thread = 0
        self.base = 0
        # How many things that repeat led here: loops, and calls that call back.
        self.depth = 0
        self.row = 0
        self.key = 0

    def parent_step(self) -> int:
        return self.loops[-1].step if self.loops else self.step

    def iteration(self) -> int:
        return self.loops[-1].turn() if self.loops else -1


class Loop:
    """One execution of a loop: how many iterations, how many of them recorded, and what remains to be skipped."""

    __slots__ = (
        "alias",
        "asking",
        "before",
        "budget",
        "cells",
        "chain",
        "earlier",
        "ended",
        "failed",
        "gate",
        "gathered",
        "growth",
        "holders",
        "index",
        "inputs",
        "it",
        "items",
        "iterator",
        "length",
        "mine",
        "names",
        "parent",
        "passes",
        "pending",
        "recorded",
        "rest",
        "row",
        "site",
        "skips",
        "source",
        "started",
        "step",
        "turns",
        "witnessed",
    )  # fmt: skip

    def __init__(self, step: int, site: int, row: int, started: int, parent: int, it: int) -> None:
        self.step = step
        self.site = site
        self.row = row
        self.started = started
        self.parent = parent
        self.it = it
        self.index = -1
        self.recorded = 0
        self.skips: Any = None
        self.inputs: list[Any] = []
        self.items: list[Any] = []
        self.budget = 0
        self.cells: list[Any] = []
        self.before: Any = None
        self.gate = 0
        self.iterator: Any = None
        self.source: Any = None
        # What its items may be members of.
        self.holders: Any = ()
        self.mine: Any = None
        # All turns from here on pass unrecorded.
        self.passes = False
        # The last turn that was recorded from a branch on.
        self.witnessed = -1
        # How much longer each pause is than what ran before it.
        self.growth = 1
        # What a second loop goes over when the first part is done.
        self.rest: Any = ()
        # A `repeat` that one item was taken from in each turn since `earlier` turns.
        self.turns: Any = None
        self.earlier = 0
        # By the test of a `while`: the item taken for that turn was not used.
        self.ended = False
        # A recorded turn asks the test of a `while`, and may not come to its body.
        self.asking = False
        # Of a comprehension: its variables, what went into what it makes, the frame that CPython up to 3.11 gives it.
        self.names: dict[str, Ref] = {}
        self.gathered: dict[int, Any] = {}
        self.alias = 0
        # The pause that is planned after a turn with loops of its own, which are over in the next.
        self.pending: int | None = None
        # Of a generator expression: the length of what it goes through, the steps that were open when it was made, and
        # the error that it ended with.
        self.length = 0
        self.chain: tuple[int, ...] = ()
        self.failed: Any = None

    def turn(self) -> int:
        """The one that runs, recorded or not."""
        if self.skips is None and not self.passes:
            return self.index
        counted = self.counted()
        if counted is not None:
            return max(self.index, counted)
        if self.skips is None:
            return self.index
        # In a pause: as many turns as are gone of it.
        return self.index + int(self.skips[0]) - int(self.skips[1].__length_hint__())

    def counted(self) -> int | None:
        """The same where what the loop goes through tells it, also when others of the same site run in between. Sets
        and dicts that changed in size do not tell."""
        if self.turns is not None:
            return self.earlier + MOST - int(self.turns.__length_hint__()) - 1
        if self.source is not None and (self.passes or type(self.source) in ORDERED):
            return len(self.source) - int(self.iterator.__length_hint__()) - 1
        return None


class Open:
    """A step that runs: a call between its probes, or a whole frame."""

    __slots__ = ("frame", "given_back", "it", "k", "marks", "parent", "site", "started", "step")

    def __init__(self, step: int, frame: Frame, k: int, site: int, started: int, parent: int, it: int) -> None:
        self.step = step
        self.frame = frame
        self.k = k
        self.site = site
        self.started = started
        self.parent = parent
        self.it = it
        self.marks: Any = None
        # What functions gave back that ran while it did.
        self.given_back: list[Ref] | None = None


class Threads:
    """Open steps of each thread, innermost last."""

    def __init__(self) -> None:
        self.stacks: dict[int, list[Open]] = {}
        self.frames: dict[int, Frame] = {}
        self.creators: dict[int, tuple[int, list[Ref]]] = {}

    def stack(self) -> list[Open]:
        ident = get_ident()
        found = self.stacks.get(ident)
        if found is None:
            found = self.stacks[ident] = []
        return found

    def current(self) -> Frame | None:
        """The frame whose code called the probe that called this."""
        return self.frames.get(hash(_getframe(2)))

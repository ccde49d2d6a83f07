"""Comprehensions: begun, each turn that asks whether it is recorded, and ended.

They run in the frame around them, as far as the record goes: up to CPython 3.11 their own frame stands for that. A
generator expression has a frame of its own, which lives until it is dropped.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from ...source import cells as at
from .. import loops
from .comprehended import make_made
from .iterating import make_start
from .shared import Shared
from .turning import loop_of, make_begin_turn, make_gathering

_perf = time.perf_counter_ns
_getframe = sys._getframe
# A comprehension's share of the turns that a loop has recorded: there are many of them, and their turns are alike.
SHARE = 4
LEAST = 1
GROWTH = 10
FEWEST = 2


def make_comprehending(shared: Shared) -> Any:
    recorder = shared.recorder
    module = shared.module
    ops = shared.ops
    frames = shared.frames
    trouble = shared.trouble
    start = make_start(shared, max(2, recorder.budget // SHARE), LEAST, GROWTH, FEWEST)
    begin_turn = make_begin_turn(shared)
    made = make_made(shared)

    def comprehend(row: int, iterable: Any) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                shared.artifacts.objects.release()
                if recorder.ended:
                    recorder.end_generators()
                loop = start(frame, row)
                _, site, gate, _, how, _, around = ops[row]
                module.cells[gate + 2] = True
                if around:
                    module.cells[around + 2] = True
                else:
                    module.closures[site] = loop.names
                if how:
                    return loops.iterator_of(loop, iterable, how)
        except RecursionError:
            return iterable
        except BaseException as error:
            if trouble.is_ours(error):
                return iterable
            raise
        return iterable

    def turn(k: int, *values: Any) -> Any:
        try:
            return begin_turn(k, values, _getframe(1))
        except RecursionError:
            return True
        except BaseException as error:
            if trouble.is_ours(error):
                return True
            raise

    def more(row: int) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            loop = None if frame is None else loop_of(frame, row)
            return loop is not None and loops.has_rest(loop)
        except BaseException as error:
            if trouble.is_ours(error):
                return False
            raise

    def comprehended(k: int, row: int, value: Any) -> Any:
        now = _perf()
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                made(frame, k, row, value, now)
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def listed(k: int, row: int, value: list[Any], rest: list[Any] | None) -> Any:
        if rest is not None:
            rest[:0] = value
            value = rest
        now = _perf()
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                made(frame, k, row, value, now)
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    return {
        at.COMPREHEND: comprehend, at.TURN: turn, at.MORE: more, at.COMPREHENDED: comprehended, at.LISTED: listed,
        **make_gathering(shared),
    }  # fmt: skip

"""Loops: begun, each recorded iteration, left."""

from __future__ import annotations

import sys
import time
from itertools import repeat
from typing import Any

from ...source import cells as at
from .. import loops
from ..budget import FEWEST, depth_of, part, share
from ..frames import Frame, Loop
from ..hidden import chain_to
from ..holders import may_hold, sources_of
from ..recorder import Recorder, inputs_of
from .shared import Shared

_perf = time.perf_counter_ns
_getframe = sys._getframe
LEAST = 2
GROWTH = 3


def make_start(shared: Shared, budget: int, least: int, growth: int, fewest: int = FEWEST) -> Any:
    """`least` and `growth`: turns of one execution once the budget is used, and how their distance grows. `fewest`: a
    budget that is not made less by where the loop stands."""
    recorder = shared.recorder
    module = shared.module
    ops = shared.ops
    base = shared.base

    def start(frame: Frame, k: int) -> Loop:
        _, site, gate, spec, _, depth = ops[k][:6]
        now = _perf()
        while len(frame.loops) > depth:
            # Left by an exception that no handler of the frame saw.
            recorder.end_loop(frame, frame.loops.pop(), now, None)
        made = Loop(recorder.next_step(), base + site, k, now, frame.parent_step(), frame.iteration())
        made.inputs = inputs_of(frame, spec)
        ref = frame.slots.get(spec[0][0]) if spec else None
        if ref is not None and ref[1] is not None:
            made.holders = sources_of(ref[1])
        recorder.enter(made.step, made.site, made.parent, made.it, now)
        frame.loops.append(made)
        used = module.iterations.get(k, 0)
        module.begun[k] = begun = module.begun.get(k, 0) + 1
        inside = depth_of(frame) - 1
        mine = part(budget, inside, fewest)
        granted = share(mine, used, begun, least)
        loops.begin(made, module.cells, gate, granted, growth if inside or used > mine else 1)
        return made

    return start


def make_drop(recorder: Recorder) -> Any:
    def drop_to(frame: Frame, row: int) -> None:
        """Ends loops inside the one of `row` that were left by an exception."""
        while frame.loops and frame.loops[-1].row != row:
            recorder.end_loop(frame, frame.loops.pop(), _perf(), None)

    return drop_to


def make_bind_items(shared: Shared, store_name: Any) -> Any:
    artifacts = shared.artifacts

    def bind_items(frame: Frame, current: Loop, site: int, names: Any, values: Any) -> None:
        """What a turn begins with."""
        for (name, owner), value in zip(names, values):
            ref = artifacts.known(value)
            if ref is None and value is not None:
                ref, _ = artifacts.made(value, current.step)
                if ref is not None and len(current.items) < 100:
                    current.items.append([ref[0], "item"])
            if ref is not None and ref[1] is not None:
                for holder in current.holders:
                    may_hold(holder, ref[1])
            store_name(frame, name, owner, ref, site)

    return bind_items


def make_iterating(shared: Shared, store_name: Any) -> Any:
    recorder = shared.recorder
    module = shared.module
    ops = shared.ops
    threads = shared.threads
    frames = shared.frames
    artifacts = shared.artifacts
    trouble = shared.trouble
    start = make_start(shared, recorder.budget, LEAST, GROWTH)
    drop_to = make_drop(recorder)
    bind_items = make_bind_items(shared, store_name)

    def loop(k: int, iterable: Any) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                made = start(frame, k)
                if ops[k][4]:
                    return loops.iterator_of(made, iterable, ops[k][4])
        except RecursionError:
            return iterable
        except BaseException as error:
            if trouble.is_ours(error):
                return iterable
            raise
        return iterable

    def turns(k: int) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                return loops.turns_of(start(frame, k))
        except RecursionError:
            return repeat(())
        except BaseException as error:
            if trouble.is_ours(error):
                return repeat(())
            raise
        return repeat(())

    def rest(k: int) -> Any:
        left: Any = ()
        try:
            frame = frames.get(hash(_getframe(1)))
            _, row, gates = ops[k]
            if frame is not None and not (gates and all(module.cells[gate] is not at.UNSEEN for gate in gates)):
                for item in frame.loops:
                    if item.row == row:
                        # Whatever fails from here on, the loop goes on.
                        left = item.rest
                        drop_to(frame, row)
                        loops.go_on(item)
                        item.rest = loops.NOTHING
                        break
        except RecursionError:
            return left
        except BaseException as error:
            if trouble.is_ours(error):
                return left
            raise
        return left

    def iterate(k: int, *values: Any) -> None:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is None:
                return
            _, row, names, site, asks = ops[k]
            drop_to(frame, row)
            if not frame.loops:
                return
            current = frame.loops[-1]
            module.iterations[row] = module.iterations.get(row, 0) + 1
            if loops.iterated(current):
                artifacts.hide(chain_to(threads.stack(), frame, current))
            current.asking = asks
            bind_items(frame, current, site, names, values)
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def tested(row: int) -> None:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                drop_to(frame, row)
                if frame.loops:
                    frame.loops[-1].asking = False
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def looped(k: int) -> None:
        now = _perf()
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                _, row, by_test = ops[k]
                if any(item.row == row for item in frame.loops):
                    drop_to(frame, row)
                    frame.loops[-1].ended = by_test
                    recorder.end_loop(frame, frame.loops.pop(), now, None)
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    return {at.LOOP: loop, at.ITERATE: iterate, at.TESTED: tested, at.LOOPED: looped, at.TURNS: turns, at.REST: rest}

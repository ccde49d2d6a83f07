"""A recorded turn of a comprehension: what its variables hold, and what its expressions yielded."""

from __future__ import annotations

import sys
import time
from typing import Any

from ...source import cells as at
from .. import loops
from ..frames import Frame, Loop
from ..hidden import chain_to
from ..holders import may_hold
from .iterating import make_drop
from .shared import Shared

_perf = time.perf_counter_ns
_getframe = sys._getframe
GATHERED = 1000


def loop_of(frame: Frame, row: int) -> Loop | None:
    return next((loop for loop in reversed(frame.loops) if loop.row == row), None)


def make_begin_turn(shared: Shared) -> Any:
    recorder = shared.recorder
    module = shared.module
    ops = shared.ops
    threads = shared.threads
    frames = shared.frames
    artifacts = shared.artifacts
    drop_to = make_drop(recorder)

    def frame_of(real: Any, row: int) -> Frame | None:
        frame = frames.get(hash(real))
        if frame is not None and loop_of(frame, row) is not None:
            return frame
        around = None if real.f_back is None else frames.get(hash(real.f_back))
        loop = None if around is None else loop_of(around, row)
        if around is None or loop is None:
            return None
        frames[hash(real)] = around
        loop.alias = hash(real)
        return around

    def begin_turn(k: int, values: Any, real: Any) -> bool:
        """Records the turn and gives back False, or lets it pass."""
        _, row, whole, names, goes_on = ops[k]
        gate = ops[row][2]
        frame = frame_of(real, row)
        if frame is None:
            module.cells[gate] = True
            return True
        drop_to(frame, row)
        loop = frame.loops[-1]
        if loops.pause(loop):
            return True
        module.iterations[row] = module.iterations.get(row, 0) + 1
        if loops.iterated(loop):
            artifacts.hide(loop.chain or chain_to(threads.stack(), frame, loop))
        owner = loop_of(frame, whole) or loop
        for name, value in zip(names, values):
            bind(frame, loop, owner, name, value)
        module.cells[gate + 2] = False
        if goes_on:
            loops.postpone(loop)
        return False

    def bind(frame: Frame, loop: Loop, owner: Loop, name: str, value: Any) -> None:
        ref = artifacts.known(value)
        if ref is None and value is not None:
            ref, _ = artifacts.made(value, loop.step)
            if ref is not None and len(loop.items) < 100:
                loop.items.append([ref[0], "item"])
        if ref is None:
            owner.names.pop(name, None)
            return
        if ref[1] is not None:
            for holder in loop.holders:
                may_hold(holder, ref[1])
        owner.names[name] = ref
        recorder.write({"k": "bind", "name": name, "a": ref[0], "site": loop.site, "frame": owner.step,
                        "parent": loop.step, "it": loop.index, "t": recorder.clock(_perf())})  # fmt: skip

    return begin_turn


def make_gathering(shared: Shared) -> Any:
    module = shared.module
    ops = shared.ops
    frames = shared.frames
    trouble = shared.trouble

    def gather_slots(k: int, real: Any) -> None:
        _, whole, slots, gate, is_last, _ = ops[k]
        if is_last:
            module.cells[gate + 2] = True
        frame = frames.get(hash(real))
        loop = None if frame is None else loop_of(frame, whole)
        if frame is None or loop is None:
            return
        for slot, role, name in slots:
            ref = frame.slots.get(slot)
            if ref is not None and len(loop.gathered) < GATHERED:
                loop.gathered.setdefault(ref[0], [ref[0], role] if name is None else [ref[0], role, name])

    def gather(k: int, value: Any) -> Any:
        try:
            gather_slots(k, _getframe(1))
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def settled(k: int) -> Any:
        met = ops[k][5]
        try:
            gather_slots(k, _getframe(1))
        except RecursionError:
            return met
        except BaseException as error:
            if trouble.is_ours(error):
                return met
            raise
        return met

    return {at.GATHER: gather, at.SETTLED: settled}

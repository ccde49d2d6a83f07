"""Comprehensions: begun, each recorded turn, what its expressions yielded, and what was made of it.

They run in the frame around them, as far as the record goes: up to CPython 3.11 their own frame stands for that. A
generator expression has a frame of its own, which lives until it is dropped.
"""

from __future__ import annotations

import sys
import time
from _weakref import ref as weak
from itertools import islice
from types import GeneratorType
from typing import Any

from ...source import cells as at
from .. import loops
from ..frames import Frame, Loop, Ref
from ..hidden import chain_of, chain_to
from ..holders import link_step, may_hold, spread
from .iterating import make_drop, make_start
from .purse import Purse
from .shared import Shared

_perf = time.perf_counter_ns
_getframe = sys._getframe
MEMBERS = 20
GATHERED = 1000
# A comprehension's share of the turns that a loop has recorded: there are many of them, and their turns are alike.
SHARE = 4


def loop_of(frame: Frame, row: int) -> Loop | None:
    return next((loop for loop in reversed(frame.loops) if loop.row == row), None)


def make_comprehending(shared: Shared) -> Any:
    recorder = shared.recorder
    module = shared.module
    ops = shared.ops
    frames = shared.frames
    trouble = shared.trouble
    start = make_start(shared, max(2, recorder.budget // SHARE))
    begin_turn = make_begin_turn(shared)
    made = make_made(shared)

    def comprehend(row: int, iterable: Any) -> Any:
        try:
            frame = frames.get(id(_getframe(1)))
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
            frame = frames.get(id(_getframe(1)))
            loop = None if frame is None else loop_of(frame, row)
            return loop is not None and loops.has_rest(loop)
        except BaseException as error:
            if trouble.is_ours(error):
                return False
            raise

    def comprehended(k: int, row: int, value: Any) -> Any:
        now = _perf()
        try:
            frame = frames.get(id(_getframe(1)))
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
            frame = frames.get(id(_getframe(1)))
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


def make_begin_turn(shared: Shared) -> Any:
    recorder = shared.recorder
    module = shared.module
    ops = shared.ops
    threads = shared.threads
    frames = shared.frames
    artifacts = shared.artifacts
    drop_to = make_drop(recorder)

    def frame_of(real: Any, row: int) -> Frame | None:
        frame = frames.get(id(real))
        if frame is not None and loop_of(frame, row) is not None:
            return frame
        around = None if real.f_back is None else frames.get(id(real.f_back))
        loop = None if around is None else loop_of(around, row)
        if around is None or loop is None:
            return None
        frames[id(real)] = around
        loop.alias = id(real)
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
        frame = frames.get(id(real))
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


def make_made(shared: Shared) -> Any:
    recorder = shared.recorder
    ops = shared.ops
    artifacts = shared.artifacts
    drop_to = make_drop(recorder)
    detach = make_detach(shared)
    purse = Purse(recorder)

    def members(value: Any) -> list[Ref]:
        """The first elements that are artifacts: also those that no recorded turn made."""
        found = map(artifacts.known, islice(value.values() if type(value) is dict else value, MEMBERS))
        return [ref for ref in found if ref is not None]

    def made(frame: Frame, k: int, row: int, value: Any, now: int) -> None:
        loop = loop_of(frame, row)
        if loop is None:
            return
        drop_to(frame, row)
        frame.loops.pop()
        if type(value) is GeneratorType:
            frame.slots[k] = detach(frame, loop, value)
            return
        ran = recorder.end_turns(frame, loop)
        shared.note_secret(ops[row][1], value)
        if recorder.skipping:
            recorder.notice(loop.step)
        parts = members(value)
        listed = {item[0] for item in loop.inputs}
        for part in parts:
            if part[0] not in listed:
                loop.gathered.setdefault(part[0], [part[0], "item"])
        spent = purse.open(k)
        ref, _ = artifacts.made(value, loop.step)
        purse.close(k, spent)
        frame.slots[k] = ref
        outputs: list[Any] = []
        if ref is not None:
            outputs.append([ref[0], "value"])
            for part in parts:
                if ref[1] is not None and part[1] is not None:
                    may_hold(ref[1], part[1])
        link_step([(frame.slots.get(slot), role) for slot, role, _ in ops[row][3]], ref)
        if artifacts.changed:
            spread(artifacts, loop.step, outputs)
        recorder.write_loop(loop, now, ran, outputs, None)

    return made


def make_detach(shared: Shared) -> Any:
    """A generator expression runs whenever it is asked, by whom it may be: with slots and loops of its own."""
    recorder = shared.recorder
    frames = shared.frames

    def detach(frame: Frame, loop: Loop, value: Any) -> Ref | None:
        loop.chain = (*chain_of(shared.threads.stack()), loop.step)
        if loop.source is not None:
            # It holds what it goes through until it is done, we do not.
            loop.length, loop.source = len(loop.source), None
        own = Frame(frame.step, frame.site, shared.module, loop.started, frame.parent, frame.it)
        own.names = frame.names
        own.loops = [*frame.loops, loop]
        own.key = key = id(value.gi_frame)
        frames[key] = own
        ref: Ref | None = shared.artifacts.made(value, loop.step)[0]
        step = loop.step

        def ended(_: Any) -> None:
            if frames.get(key) is own:
                del frames[key]
            if step in recorder.generators:
                recorder.ended.append((step, _perf()))

        outputs = None if ref is None else [[ref[0], "value"]]
        recorder.generators[step] = (own, loop, outputs, weak(value, ended))
        return ref

    return detach

"""A function's body: who called it, with what, and how it was left."""

from __future__ import annotations

import sys
import time
from types import FrameType
from typing import Any

from ...source import cells as at
from ..budget import depth_of, part_of_calls
from ..describing import is_secret_name, remember_secret
from ..frames import Frame, Open
from ..hidden import chain_of, common
from ..loops import Calls
from .guards import make_guards
from .shared import Shared
from .values import operands_of, same_value, scalar_of

_perf = time.perf_counter_ns
_getframe = sys._getframe


def make_open_frame(shared: Shared) -> Any:
    recorder = shared.recorder
    module = shared.module
    ops = shared.ops
    base = shared.base
    threads = shared.threads
    frames = shared.frames
    artifacts = shared.artifacts

    def open_frame(k: int, values: Any, key: int, depth: int) -> None:
        row = ops[k]
        now = _perf()
        stack = threads.stack()
        created = threads.creators.pop(key, None) if row[4] else None
        top = stack[-1] if stack else None
        if created is not None:
            parent, it = created[0], -1
        elif top is not None:
            parent, it = (top.step, -1) if top.k >= 0 else (top.frame.parent_step(), top.frame.iteration())
        else:
            parent, it = 0, -1
        step = recorder.next_step()
        frame = Frame(step, base + row[1], module, now, parent, it)
        frame.key = key
        frame.depth = depth
        frames[key] = frame
        module.closures[row[1]] = frame.names
        recorder.enter(step, frame.site, parent, it, now)
        stack.append(Open(step, frame, -1, frame.site, now, parent, it))
        given = operands_of(top) if top is not None and top.k >= 0 else []
        if created is not None:
            given = [item for item in created[1] if item[1] is None]
        caller = _getframe(2).f_back
        direct = caller is None or hash(caller) in frames
        for name, value in zip(row[2], values):
            if type(value) is str and is_secret_name(name):
                remember_secret(value)
            ref = (artifacts.known(value) if direct else artifacts.fresh(value, parent)) or same_value(given, value)
            if ref is None:
                ref = artifacts.scalar(value, step) if scalar_of(value) else artifacts.received(value, step)
            if ref is not None:
                frame.inputs.append([ref[0], "param", name])
                frame.names[name] = ref
                recorder.bind(name, ref, frame.site, frame)

    return open_frame


def make_calls(shared: Shared) -> Any:
    recorder = shared.recorder
    module = shared.module
    ops = shared.ops
    threads = shared.threads
    frames = shared.frames
    artifacts = shared.artifacts
    trouble = shared.trouble
    budget = recorder.budget
    open_frame = make_open_frame(shared)

    def depth_under(calls: Calls) -> int:
        """How many things that repeat led to this call: one more where a call has called the function back before."""
        stack = threads.stack()
        if not stack:
            return 0
        top = stack[-1]
        again = top.k >= 0 and top.step == calls.under
        calls.under = top.step
        return depth_of(top.frame) + again

    def enter(k: int, *values: Any) -> None:
        try:
            gate = ops[k][3]
            calls = module.calls[gate]
            depth = depth_under(calls)
            now = _perf()
            calls.since = calls.since or now
            most = part_of_calls(budget, depth, calls.recorded, now - calls.since)
            hidden = calls.called(module.cells, gate, most, 3 if depth else 1)
            open_frame(k, values, hash(_getframe(1)), depth)
            if len(values) > 1 and type(values[-1]) is FrameType and trouble.is_inside(values[-1]):
                frames[hash(_getframe(1))].interrupts = True
            if calls.skips is not None:
                recorder.skipping.append((calls, module.cells, gate))
            if hidden or calls.skips is not None:
                before, calls.chain = calls.chain, chain_of(threads.stack()[:-1])
                if hidden:
                    # Unrecorded ones ran since the last recorded call, wherever that was.
                    artifacts.hide(common([before, calls.chain]))
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    return {at.ENTER: enter, at.LEAVE: make_leaving(shared)}


def make_leaving(shared: Shared) -> Any:
    recorder = shared.recorder
    ops = shared.ops
    threads = shared.threads
    frames = shared.frames
    artifacts = shared.artifacts

    def left(k: int, key: int, raised: BaseException | None, now: int) -> None:
        frame = frames.get(key)
        if frame is None:
            return
        if frame.interrupts and isinstance(raised, Exception):
            artifacts.pending = raised
        stack = threads.stack()
        if ops[k][4]:
            frames.pop(key, None)
            stack[:] = [item for item in stack if item.frame is not frame]
            recorder.end_frame(frame, now, raised)
            recorder.rest(stack)
            return
        for index in range(len(stack) - 1, -1, -1):
            if stack[index].frame is frame and stack[index].k < 0:
                recorder.unwind(stack, index, raised)
                break
        frames.pop(key, None)
        recorder.rest(stack)

    return make_guards(shared, "enter", left)

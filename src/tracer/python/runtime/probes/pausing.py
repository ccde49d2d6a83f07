"""Generators and coroutines: who made them, and the time in which they did not run."""

from __future__ import annotations

import sys
import time
from types import AsyncGeneratorType, CoroutineType, GeneratorType
from typing import Any

from ...source import cells as at
from ..describing import holding
from ..frames import Frame, Open, Ref
from ..identity import identity
from .shared import Shared
from .values import operands_of, same_value

_perf = time.perf_counter_ns
_getframe = sys._getframe


MOST_GIVEN_BACK = 1000
# Where each keeps its frame until it is done.
LAZY = {
    identity(GeneratorType): "gi_frame",
    identity(CoroutineType): "cr_frame",
    identity(AsyncGeneratorType): "ag_frame",
}


def make_remember_creators(shared: Shared) -> Any:
    threads = shared.threads

    def remember_creator(value: Any, step: int, frame: Frame) -> None:
        held = getattr(value, LAZY[identity(type(value))], None)
        if held is not None:
            if len(threads.creators) > 10_000:
                threads.creators.clear()
            threads.creators[identity(held)] = (step, [item for item in frame.slots.values() if item is not None])

    def remember_creators(value: Any, step: int, frame: Frame) -> None:
        """Also of a generator that an object holds for later, as `contextmanager` does."""
        if identity(type(value)) in LAZY:
            remember_creator(value, step, frame)
            return
        for item in holding().members(value):
            if identity(type(item)) in LAZY:
                remember_creator(item, step, frame)

    return remember_creators


def make_pausing(shared: Shared) -> Any:
    ops = shared.ops
    threads = shared.threads
    frames = shared.frames
    artifacts = shared.artifacts
    trouble = shared.trouble

    def yielded(frame: Frame, k: int, value: Any) -> None:
        """The call that asked for it may make something of it: `list(batches(rows))`, `next(rows)`."""
        stack = threads.stack()
        for index in range(len(stack) - 1, 0, -1):
            if stack[index].frame is frame and stack[index].k < 0:
                around = stack[index - 1]
                ref = (frame.slots.get(ops[k][2]) if ops[k][2] else None) or artifacts.known(value)
                if around.k >= 0 and ref is not None:
                    around.given_back = around.given_back or []
                    if len(around.given_back) < MOST_GIVEN_BACK:
                        around.given_back.append(ref)
                return

    def sent(stack: list[Open], value: Any) -> Ref | None:
        """What `send` was called with: the caller's artifact, or one that the call brings."""
        if value is None or not stack or stack[-1].k < 0:
            return None
        known = artifacts.known(value) or same_value(operands_of(stack[-1]), value)
        return known or artifacts.made(value, stack[-1].step)[0]

    def pause(k: int, value: Any) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                frame.paused = _perf()
                stack = threads.stack()
                if ops[k][0] == "yield":
                    yielded(frame, k, value)
                stack[:] = [item for item in stack if item.frame is not frame]
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def resume(k: int, value: Any) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                frame.lost += _perf() - frame.paused
                stack = threads.stack()
                if ops[k][0] == "yield":
                    frame.slots[k] = sent(stack, value)
                stack.append(Open(frame.step, frame, -1, frame.site, frame.started, frame.parent, frame.it))
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    return {at.PAUSE: pause, at.RESUME: resume}

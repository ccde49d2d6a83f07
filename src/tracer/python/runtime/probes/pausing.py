"""Generators and coroutines: who made them, and the time in which they did not run."""

from __future__ import annotations

import sys
import time
from typing import Any

from ...source import cells as at
from ..frames import Frame, Open
from .shared import Shared

_perf = time.perf_counter_ns
_getframe = sys._getframe


def make_remember_creator(shared: Shared) -> Any:
    threads = shared.threads

    def remember_creator(value: Any, step: int, frame: Frame) -> None:
        for name in ("gi_frame", "cr_frame", "ag_frame"):
            if type(value).__name__ in ("generator", "coroutine", "async_generator"):
                held = getattr(value, name, None)
                if held is not None:
                    if len(threads.creators) > 10_000:
                        threads.creators.clear()
                    threads.creators[id(held)] = (step, [item for item in frame.slots.values() if item is not None])

    return remember_creator


def make_pausing(shared: Shared) -> Any:
    threads = shared.threads
    frames = shared.frames
    trouble = shared.trouble

    def pause(k: int, value: Any) -> Any:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                frame.paused = _perf()
                stack = threads.stack()
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
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                frame.lost += _perf() - frame.paused
                threads.stack().append(Open(frame.step, frame, -1, frame.site, frame.started, frame.parent, frame.it))
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    return {at.PAUSE: pause, at.RESUME: resume}

"""Branches that ran, and exceptions that a handler caught."""

from __future__ import annotations

import sys
import time
from typing import Any

from ...source import cells as at
from .shared import Shared

_perf = time.perf_counter_ns
_getframe = sys._getframe


def make_branching(shared: Shared, store_name: Any) -> Any:
    recorder = shared.recorder
    ops = shared.ops
    base = shared.base
    cells = shared.module.cells
    threads = shared.threads
    frames = shared.frames
    trouble = shared.trouble

    def branch(k: int) -> None:
        try:
            _, site, gate = ops[k]
            recorder.count(base + site, 1, 1)
            if gate and cells[gate] is at.UNSEEN:
                cells[gate] = at.KEPT
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def caught(k: int) -> None:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is None:
                return
            _, site, depth, bound = ops[k]
            error = sys.exc_info()[1]
            stack = threads.stack()
            for index in range(len(stack) - 1, -1, -1):
                if stack[index].frame is frame and stack[index].k < 0:
                    recorder.unwind(stack, index + 1, error)
                    break
            while len(frame.loops) > depth:
                recorder.end_loop(frame, frame.loops.pop(), _perf(), error)
            frame.returned = False
            if error is not None:
                now = _perf()
                step = recorder.next_step()
                outputs = None
                if bound is not None:
                    # Never kept: an exception holds the frames that it went through.
                    ref = shared.artifacts.passing(error, step)
                    outputs = [[ref[0], "value"]]
                    store_name(frame, bound[0], bound[1], ref, bound[2])
                recorder.step(step, base + site, frame.parent_step(), frame.iteration(), now, now, None,
                              outputs, recorder.error_of(error, caught=True))  # fmt: skip
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    return {at.BRANCH: branch, at.CAUGHT: caught}

"""Bodies of modules, of a notebook's cells, and of classes: steps that hold what runs in them."""

from __future__ import annotations

import sys
import time
from typing import Any

from ...source import cells as at
from ..frames import Frame, Open
from ..module import Module
from ..recorder import Recorder
from .shared import Shared

_perf = time.perf_counter_ns
_getframe = sys._getframe


def make_bodies(shared: Shared, close: Any) -> Any:
    recorder = shared.recorder
    module = shared.module
    ops = shared.ops
    base = shared.base
    threads = shared.threads
    frames = shared.frames
    trouble = shared.trouble

    def class_begins(k: int) -> None:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                now = _perf()
                step, parent, it = recorder.next_step(), frame.parent_step(), frame.iteration()
                threads.stack().append(Open(step, frame, k, base + ops[k][1], now, parent, it))
                recorder.enter(step, base + ops[k][1], parent, it, now)
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def class_ended(k: int) -> None:
        now = _perf()
        try:
            frame = frames.get(hash(_getframe(1)))
            opened = None if frame is None else close(frame, k)
            if opened is not None:
                recorder.step(opened.step, opened.site, opened.parent, opened.it, opened.started, now, None, None)
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def module_begin(k: int) -> None:
        try:
            open_module(recorder, module, hash(_getframe(1)))
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def cell_begins(k: int) -> None:
        try:
            open_module(recorder, module, hash(_getframe(1)), ops[k][1])
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def module_end(k: int) -> None:
        now = _perf()
        try:
            frame = frames.get(hash(_getframe(1)))
            stack = threads.stack()
            for index in range(len(stack) - 1, -1, -1):
                if frame is not None and stack[index].frame is frame and stack[index].k < 0:
                    recorder.unwind(stack, index, None)
                    break
            if frame is not None:
                frame.started = now
            recorder.writer.flush()
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    return {
        at.CLASS: class_begins, at.CLASSED: class_ended, at.MODULE_BEGIN: module_begin, at.MODULE_END: module_end,
        at.CELL_BEGIN: cell_begins, at.CELL_END: module_end,
    }  # fmt: skip


def open_module(recorder: Recorder, module: Module, key: int, site: int = 1) -> None:
    """The frame of a module, or of a notebook's cell: known before its first statement."""
    now = _perf()
    stack = recorder.threads.stack()
    parent, it = (stack[-1].step, -1) if stack else (0, -1)
    step = recorder.next_step()
    frame = Frame(step, module.base + site, module, now, parent, it)
    frame.names = module.names
    frame.key = key
    recorder.threads.frames[key] = frame
    recorder.enter(step, frame.site, parent, it, now)
    stack.append(Open(step, frame, -1, frame.site, now, parent, it))

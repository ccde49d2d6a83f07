"""A branch of a loop that runs for the first time, in a turn that is not recorded: it is recorded from there on."""

from __future__ import annotations

import sys
from typing import Any

from ...source import cells as at
from .. import loops
from ..frames import STALE, Frame, Loop
from ..hidden import chain_to
from .guards import make_guards
from .iterating import make_bind_items, make_drop
from .shared import Shared

_getframe = sys._getframe


def make_witnessing(shared: Shared, store_name: Any) -> Any:
    module = shared.module
    ops = shared.ops
    threads = shared.threads
    frames = shared.frames
    artifacts = shared.artifacts
    trouble = shared.trouble
    drop_to = make_drop(shared.recorder)
    bind_items = make_bind_items(shared, store_name)

    def come_in(frame: Frame, current: Loop, k: int, values: Any, held: Any) -> None:
        _, _, _, site, names, in_module, others = ops[k]
        artifacts.hide(chain_to(threads.stack(), frame, current))
        # Of another turn.
        frame.slots.clear()
        if not loops.come_to(current):
            return
        for name, owner in others:
            bound = module.names_of(frame, owner)
            if bound is not None:
                bound[name] = (current.step, None, STALE)
        bind_items(frame, current, site, names, values)
        found = [each for each in in_module if each[0] in held]
        bind_items(frame, current, site, found, [held[name] for name, _ in found])

    def witness(k: int, *values: Any) -> bool:
        try:
            real = _getframe(1)
            frame = frames.get(hash(real))
            row = ops[k][1]
            if frame is not None and any(item.row == row for item in frame.loops):
                drop_to(frame, row)
                come_in(frame, frame.loops[-1], k, values, real.f_globals)
                return True
        except RecursionError:
            pass
        except BaseException as error:
            if not trouble.is_ours(error):
                raise
        module.cells[ops[k][2]] = at.RAN
        return False

    return {at.WITNESS: witness, at.WITNESSED: make_leaving(shared)}


def make_leaving(shared: Shared) -> Any:
    recorder = shared.recorder
    ops = shared.ops
    threads = shared.threads
    frames = shared.frames

    def left(k: int, key: int, raised: BaseException | None, now: int) -> None:
        """The program may go on unrecorded after what was raised: nothing is left open."""
        frame = frames.get(key)
        if frame is None:
            return
        row = ops[k][1]
        stack = threads.stack()
        for index in range(len(stack) - 1, -1, -1):
            if stack[index].frame is frame and stack[index].k < 0:
                recorder.unwind(stack, index + 1, raised)
                break
        while any(item.row == row for item in frame.loops) and frame.loops[-1].row != row:
            recorder.end_loop(frame, frame.loops.pop(), now, raised)

    return make_guards(shared, "witness", left)

"""Writes that syntax shows: items, attributes, and assignments in place."""

from __future__ import annotations

import sys
import time
from typing import Any

from ...source import cells as at
from ..describing import own_field
from ..holders import may_hold, spread
from ..recorder import inputs_of
from .mutation import make_through
from .shared import Shared

_perf = time.perf_counter_ns
_getframe = sys._getframe


def make_storing(shared: Shared, close: Any, finish: Any, store_name: Any) -> Any:
    recorder = shared.recorder
    ops = shared.ops
    base = shared.base
    frames = shared.frames
    artifacts = shared.artifacts
    trouble = shared.trouble
    through = make_through(shared)

    def stored(k: int) -> None:
        now = _perf()
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is None:
                return
            _, site, op, inputs_spec, source, attribute, path, statement, receiver = ops[k]
            opened = close(frame, k)
            if opened is None:
                step, started, parent, it = recorder.next_step(), now, frame.parent_step(), frame.iteration()
            else:
                step, started, parent, it = opened.step, opened.started, opened.parent, opened.it
            inputs = inputs_of(frame, inputs_spec)
            outputs: list[Any] = []
            ref = frame.slots.get(receiver)
            if ref is not None and ref[1] is not None:
                held = ref[1].held()
                if held is not None and artifacts.version(ref[1], held, step, certain=True):
                    outputs.append([ref[1].aid, "receiver"])
            through(frame, ops[receiver] if receiver else None, step, outputs)
            value = frame.slots.get(source) if source else None
            if op == "augassign" and attribute and ref is not None and ref[1] is not None:
                value, _ = artifacts.made(own_field(ref[1].held(), attribute), step)
                if value is not None:
                    outputs.append([value[0], "value"])
            if ref is not None and ref[1] is not None and value is not None and value[1] is not None:
                may_hold(ref[1], value[1])
            if artifacts.changed:
                spread(artifacts, step, outputs)
            recorder.step(step, base + site, parent, it, started, now, inputs, outputs)
            if attribute and value is not None and path.startswith("self."):
                recorder.bind(path, value, base + statement, frame)
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def augmented(k: int, value: Any) -> None:
        now = _perf()
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is None:
                return
            _, site, names, source = ops[k]
            finish(frame, source, value, now)
            ref = frame.slots.get(source)
            for name, owner in names:
                store_name(frame, name, owner, ref, site)
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    return {at.STORED: stored, at.AUGMENTED: augmented}

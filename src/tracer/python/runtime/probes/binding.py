"""Names: which artifact each was last bound to, and the records of that."""

from __future__ import annotations

import sys
import time
from typing import Any

from ...source import cells as at
from ..describing import is_plain_scalar, is_secret_name, remember_secret
from ..frames import Frame, Ref
from .shared import Shared

_perf = time.perf_counter_ns
_getframe = sys._getframe
# What a literal can be beside a short scalar.
CONSTANTS = (str, bytes, tuple, frozenset)


def make_store_name(shared: Shared) -> Any:
    recorder = shared.recorder
    module = shared.module
    base = shared.base

    def store_name(frame: Frame, name: str, owner: int, ref: Ref | None, site: int) -> None:
        names = module.names_of(frame, owner)
        if names is None:
            return
        if ref is None:
            names.pop(name, None)
            return
        names[name] = ref
        recorder.bind(name, ref, base + site, frame)

    return store_name


def make_binding(shared: Shared, store_name: Any) -> Any:
    recorder = shared.recorder
    ops = shared.ops
    base = shared.base
    frames = shared.frames
    artifacts = shared.artifacts
    trouble = shared.trouble

    def literal(frame: Frame, site: int, value: Any) -> Ref | None:
        """`x = 1`: a step of the statement itself."""
        if not (is_plain_scalar(value) or type(value) in CONSTANTS):
            return None
        now = _perf()
        shared.note_secret(site, value)
        step = recorder.next_step()
        ref = artifacts.scalar(value, step) if is_plain_scalar(value) else artifacts.made(value, step)[0]
        if ref is None:
            return None
        recorder.step(step, base + site, frame.parent_step(), frame.iteration(), now, now, None, [[ref[0], "value"]])
        return ref

    def unmade(frame: Frame, site: int, value: Any) -> Ref | None:
        """A plain value that no step made, like `math.pi`: the statement itself did."""
        return None if value is None else literal(frame, site, value)

    def bind(k: int, value: Any) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                _, site, names, source = ops[k]
                ref = frame.slots.get(source) if source else literal(frame, site, value)
                if ref is None:
                    ref = artifacts.known(value) or unmade(frame, site, value)
                frame.slots[k] = ref
                for name, owner in names:
                    store_name(frame, name, owner, ref, site)
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def bind_many(k: int, *values: Any) -> None:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is None:
                return
            _, site, names, source, unpack, always = ops[k]
            held = frame.slots.get(source) if source else None
            outputs: list[Any] = []
            now = _perf()
            step = recorder.next_step() if always else 0
            for (name, owner), value in zip(names, values):
                if type(value) is str and is_secret_name(name):
                    remember_secret(value)
                ref = artifacts.known(value)
                if ref is None and not unpack and held is not None and (held[1] is None or held[1].held() is value):
                    ref = held
                if ref is None and unpack and value is not None:
                    step = step or recorder.next_step()
                    ref, _ = artifacts.made(value, step)
                if ref is None and not unpack:
                    ref = unmade(frame, site, value)
                    if ref is None and not source:
                        ref = artifacts.received(value, frame.parent_step())
                if ref is not None:
                    outputs.append([ref[0], "value"])
                store_name(frame, name, owner, ref, site)
            if step and outputs:
                inputs = [] if held is None else [[held[0], "receiver"]]
                recorder.step(step, base + unpack, frame.parent_step(), frame.iteration(), now, now, inputs, outputs)
        except RecursionError:
            return
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    return {at.BIND: bind, at.BIND_MANY: bind_many}

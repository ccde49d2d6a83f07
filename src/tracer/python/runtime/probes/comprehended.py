"""What a comprehension made: a collection at once, or a generator, whose turns are still to come."""

from __future__ import annotations

import time
from _weakref import ref as weak
from itertools import islice
from types import GeneratorType
from typing import Any

from ..frames import Frame, Loop, Ref
from ..hidden import chain_of
from ..holders import link_step, may_hold, spread
from ..identity import identity
from .iterating import make_drop
from .purse import Purse
from .shared import Shared
from .turning import loop_of

_perf = time.perf_counter_ns
MEMBERS = 20


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
        own.key = key = identity(value.gi_frame)
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

"""Where a step begins and ends: its operands are there, its value is."""

from __future__ import annotations

import sys
import time
from itertools import islice
from typing import Any

from ...source import cells as at
from .. import loops
from ..frames import Frame, Open, Ref
from ..holders import link_step, may_hold, members_changed, spread
from ..recorder import inputs_of
from .filenames import make_files_of
from .mutation import make_changed, make_through
from .pausing import make_remember_creators
from .purse import Purse
from .reading import make_worth_reading
from .shared import Shared
from .values import is_object

_perf = time.perf_counter_ns
_getframe = sys._getframe
MEMBERS = 20
MAY_RUN_LATER = frozenset(("other", "record"))
# Kinds of objects that may be put together from others.
WITH_MEMBERS = frozenset(("model", "record", "other"))


def make_close(shared: Shared) -> Any:
    recorder = shared.recorder
    threads = shared.threads

    def close(frame: Frame, k: int) -> Any:
        """The open step of `k` in this frame, with whatever an exception left above it ended."""
        stack = threads.stack()
        for index in range(len(stack) - 1, -1, -1):
            opened = stack[index]
            if opened.k == k and opened.frame is frame:
                if index + 1 < len(stack):
                    recorder.unwind(stack, index + 1, None)
                stack.pop()
                return opened
            if opened.k < 0:
                break
        return None

    return close


def make_finish(shared: Shared, close: Any) -> Any:
    recorder = shared.recorder
    ops = shared.ops
    base = shared.base
    artifacts = shared.artifacts
    worth_reading = make_worth_reading(shared)
    changed, through = make_changed(shared), make_through(shared)
    remember_creators = make_remember_creators(shared)
    files_of = make_files_of(shared)
    note_secret = shared.note_secret

    purse = Purse(recorder)

    def members(value: Any) -> list[Ref]:
        """The first elements of a collection that are artifacts: what it was put together from."""
        if type(value) not in (list, set, dict):
            return []
        found = map(artifacts.known, islice(value.values() if type(value) is dict else value, MEMBERS))
        return list({ref[0]: ref for ref in found if ref is not None}.values())

    def finish(frame: Frame, k: int, value: Any, now: int) -> None:
        row = ops[k]
        op = row[2]
        if recorder.ended:
            recorder.end_generators()
        opened = close(frame, k)
        slots = frame.slots
        refs = [(slots.get(slot), role) for slot, role, _ in row[3]]
        inputs = inputs_of(frame, row[3])
        if op == "attribute" or op == "getitem":
            if not worth_reading(frame, k, value, refs):
                return
        elif op in ("binary", "unary", "compare") and not inputs and not is_object(value):
            slots[k] = None
            return
        note_secret(row[1], value)
        if opened is None:
            step, started, parent, it = recorder.next_step(), now, frame.parent_step(), frame.iteration()
        else:
            step, started, parent, it = opened.step, opened.started, opened.parent, opened.it
        outputs: list[Any] = []
        spent = purse.open(k)
        if recorder.skipping and (op == "call" or op == "comprehension"):
            recorder.notice(step)
        if op == "comprehension":
            parts = members(value)
            listed = {item[0] for item in inputs}
            inputs.extend([part[0], "item"] for part in parts if part[0] not in listed)
        if op == "call" or op == "await" or op == "augassign":
            changed(refs, step, outputs)
            for slot, role, _ in row[3] if outputs else ():
                if role == "receiver" and outputs[0][1] == "receiver":
                    through(frame, ops[slot], step, outputs)
        if op == "call":
            for ref, _ in refs:
                if ref is not None and ref[1] is not None and ref[1].kind in WITH_MEMBERS:
                    members_changed(artifacts, ref[1], step, outputs)
        if op == "call" and step in recorder.returns:
            returned = recorder.returns.pop(step)
            is_own = returned[1] is None and returned[2] is value
            ref, is_new = (returned, False) if is_own else artifacts.made(value, step)
        else:
            ref, is_new = artifacts.made(value, step)
        slots[k] = ref
        if opened is not None and opened.given_back is not None and ref is not None:
            inputs.extend(collected(opened.given_back, ref, is_new, inputs))
        if ref is not None:
            outputs.append([ref[0], "value"])
            if ref[1] is not None and (ref[1].kind == "lazy" or (is_new and ref[1].kind in MAY_RUN_LATER)):
                remember_creators(value, step, frame)
        link_step(refs, ref)
        if op == "comprehension" and ref is not None and ref[1] is not None:
            for part in parts:
                may_hold(ref[1], part[1])
        if artifacts.changed:
            spread(artifacts, step, outputs)
        if op == "call" and recorder.files is not None:
            for aid, wrote in files_of(row, opened, refs, value, ref, step, now):
                (outputs if wrote else inputs).append([aid, "file"])
        purse.close(k, spent)
        recorder.step(step, base + row[1], parent, it, started, now, inputs, outputs)

    return finish


def collected(given_back: list[Ref], made: Ref, is_new: bool, inputs: list[Any]) -> list[Any]:
    """What callbacks gave back, where the call made something of it, and not what its own function gave back."""
    if not is_new:
        return []
    known = {made[0], *(item[0] for item in inputs)}
    return [[aid, "returned"] for aid in {ref[0]: None for ref in given_back} if aid not in known]


def make_steps(shared: Shared, lookup: Any, finish: Any) -> Any:
    recorder = shared.recorder
    ops = shared.ops
    base = shared.base
    threads = shared.threads
    frames = shared.frames
    artifacts = shared.artifacts
    trouble = shared.trouble
    entered = recorder.entered

    def begin(k: int, operand: int, value: Any) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                if operand:
                    row = ops[operand]
                    frame.slots[operand] = lookup(frame, row[1], row[2], value) or artifacts.received(
                        value, frame.parent_step()
                    )
                artifacts.objects.release()
                if recorder.files is not None and recorder.files.handles.open:
                    recorder.files.handles.settle()
                row = ops[k]
                step = recorder.next_step()
                parent = frame.parent_step()
                it = frame.iteration()
                site = base + row[1]
                now = _perf()
                recorder.writer.before_call(now)
                threads.stack().append(Open(step, frame, k, site, now, parent, it))
                if row[2] == "call" and site not in entered:
                    entered.add(site)
                    if recorder.skipping:
                        loops.ask_again(recorder.skipping)
                    recorder.enter(step, site, parent, it, now)
                    recorder.writer.flush()
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def end(k: int, value: Any) -> Any:
        now = _perf()
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                finish(frame, k, value, now)
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    return {at.BEGIN: begin, at.END: end}

"""The probes that instrumented code calls. A probe gives back the value it was given and never raises.

Each is made for one module and closes over its tables. The frame that called is found by identity (`frames`).
"""

from __future__ import annotations

import sys
import time
from types import FrameType
from typing import Any, Callable

from ..source import cells as at
from . import loops
from .frames import Frame, Loop, Open, Ref
from .module import Module
from .recorder import Recorder, inputs_of
from .trouble import Trouble

_perf = time.perf_counter_ns
_getframe = sys._getframe


def install(recorder: Recorder, module: Module) -> None:
    cells = module.cells
    for index, probe in make_probes(recorder, module).items():
        cells[index] = probe


def make_probes(recorder: Recorder, module: Module) -> Any:
    ops = module.ops
    base = module.base
    threads = recorder.threads
    frames = threads.frames
    artifacts = recorder.artifacts
    entered = recorder.entered
    trouble = Trouble(recorder)
    budget = recorder.budget

    def lookup(frame: Frame, name: str, owner: int, value: Any) -> Ref | None:
        """The artifact that a variable holds: by identity, or as it was bound, if what it holds is still that."""
        known = artifacts.known(value)
        if known is not None:
            return known
        names = module.names_of(frame, owner)
        if names is not None:
            ref = names.get(name)
            if ref is not None and ref[1] is None:
                if ref[2] is value or (ref[2] is None and type(value) is str):
                    return ref
                if artifacts.era and scalar_of(value):
                    # Bound anew by code that ran unrecorded.
                    ref = names[name] = artifacts.scalar(value, artifacts.hidden_step)
                    return ref
        return None

    def tap(k: int, value: Any) -> Any:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                row = ops[k]
                frame.slots[k] = lookup(frame, row[1], row[2], value) or artifacts.received(value, frame.parent_step())
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def begin(k: int, operand: int, value: Any) -> Any:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                if operand:
                    row = ops[operand]
                    frame.slots[operand] = lookup(frame, row[1], row[2], value) or artifacts.received(
                        value, frame.parent_step()
                    )
                artifacts.objects.release()
                writer = recorder.writer
                if writer.lines and _perf() - writer.last > 1_500_000:
                    writer.flush()
                row = ops[k]
                step = recorder.next_step()
                parent = frame.parent_step()
                it = frame.iteration()
                site = base + row[1]
                now = _perf()
                threads.stack().append(Open(step, frame, k, site, now, parent, it))
                if row[2] == "call" and site not in entered:
                    entered.add(site)
                    if recorder.skipping:
                        loops.ask_again(recorder.skipping)
                    recorder.enter(step, site, parent, it, now)
                    recorder.writer.flush()
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

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

    def end(k: int, value: Any) -> Any:
        now = _perf()
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                finish(frame, k, value, now)
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def finish(frame: Frame, k: int, value: Any, now: int) -> None:
        row = ops[k]
        op = row[2]
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
        if opened is None:
            step, started, parent, it = recorder.next_step(), now, frame.parent_step(), frame.iteration()
        else:
            step, started, parent, it = opened.step, opened.started, opened.parent, opened.it
        outputs: list[Any] = []
        if op == "call" or op == "await" or op == "augassign":
            changed(refs, step, outputs)
            for slot, role, _ in row[3] if outputs else ():
                if role == "receiver" and outputs[0][1] == "receiver":
                    through(frame, ops[slot], step, outputs)
        if op == "call" and step in recorder.returns:
            returned = recorder.returns.pop(step)
            ref = returned if returned[1] is None and returned[2] is value else artifacts.made(value, step)[0]
        else:
            ref, _ = artifacts.made(value, step)
        slots[k] = ref
        if ref is not None:
            outputs.append([ref[0], "value"])
            if ref[1] is not None and ref[1].kind == "lazy":
                remember_creator(value, step, frame)
        if op == "call" and recorder.files is not None:
            for aid, wrote in files_of(row, opened, refs, value, step, now):
                (outputs if wrote else inputs).append([aid, "file"])
        recorder.step(step, base + row[1], parent, it, started, now, inputs, outputs)

    def files_of(row: Any, opened: Open | None, refs: Any, value: Any, step: int, now: int) -> Any:
        marks = None if opened is None else opened.marks
        texts = list(row[4]) if len(row) > 4 else []
        for ref, role in refs:
            if ref is not None and role.startswith("arg:"):
                given = ref[2] if ref[1] is None else ref[1].held()
                if type(given) is str:
                    texts.append(given)
                elif type(given).__module__.startswith("pathlib"):
                    texts.append(given.__fspath__())
        if marks is None and not texts:
            return ()
        found = list(marks or ())
        pure = type(value) in (str, bool) or type(value).__module__.startswith("pathlib")
        if texts and not pure:
            found.extend(recorder.files.named(texts, opened.started if opened else now, marks))
        made = {}
        for mark in found:
            made[mark[1], mark[2]] = mark
        return [(recorder.files.artifact(mark, step), mark[2]) for mark in made.values()]

    def is_object(value: Any) -> bool:
        from ..describe import is_data, is_plain_scalar

        return not is_plain_scalar(value) and is_data(value)

    def worth_reading(frame: Frame, k: int, value: Any, refs: Any) -> bool:
        """A read of an attribute or item is a step where it takes something out of data."""
        receiver = refs[0][0] if refs and refs[0][1] == "receiver" else None
        known = artifacts.known(value)
        if ops[k][2] == "attribute":
            if known is not None:
                frame.slots[k] = known
                return False
            if receiver is None:
                frame.slots[k] = None
                return False
            if type(value).__name__ == "method" or not (is_object(value) or scalar_of(value)):
                frame.slots[k] = receiver
                return False
            if accessor(receiver, value):
                frame.slots[k] = receiver
                return False
            return True
        if receiver is None and not is_object(value):
            frame.slots[k] = None
            return False
        return True

    def scalar_of(value: Any) -> bool:
        from ..describe import is_plain_scalar

        return value is not None and is_plain_scalar(value)

    def accessor(receiver: Ref, value: Any) -> bool:
        """`.loc`, `.str`, `.dt`: a way to its data, not data of its own."""
        name = type(value).__name__
        return name.endswith(("Indexer", "Methods", "Accessor", "Properties", "NameSpace")) or name.startswith("_")

    def changed(refs: Any, step: int, outputs: list[Any]) -> None:
        """Mutation by a call: what it was given is not any more what was recorded."""
        for ref, role in refs:
            if ref is None or ref[1] is None:
                continue
            tracked = ref[1]
            held = tracked.held()
            if held is not None and tracked.aid == ref[0] and artifacts.version(tracked, held, step):
                outputs.append([tracked.aid, role])

    def remember_creator(value: Any, step: int, frame: Frame) -> None:
        for name in ("gi_frame", "cr_frame", "ag_frame"):
            if type(value).__name__ in ("generator", "coroutine", "async_generator"):
                held = getattr(value, name, None)
                if held is not None:
                    if len(threads.creators) > 10_000:
                        threads.creators.clear()
                    threads.creators[id(held)] = (step, [item for item in frame.slots.values() if item is not None])

    def store_name(frame: Frame, name: str, owner: int, ref: Ref | None, site: int) -> None:
        names = module.names_of(frame, owner)
        if names is None:
            return
        if ref is None:
            names.pop(name, None)
            return
        names[name] = ref
        recorder.bind(name, ref, base + site, frame)

    def literal(frame: Frame, site: int, value: Any) -> Ref | None:
        """`x = 1`: a step of the statement itself."""
        if value is None or not scalar_of(value):
            return None
        now = _perf()
        step = recorder.next_step()
        ref = artifacts.scalar(value, step)
        recorder.step(step, base + site, frame.parent_step(), frame.iteration(), now, now, None, [[ref[0], "value"]])
        return ref

    def bind(k: int, value: Any) -> Any:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                _, site, names, source = ops[k]
                ref = frame.slots.get(source) if source else literal(frame, site, value)
                if ref is None:
                    ref = artifacts.known(value)
                frame.slots[k] = ref
                for name, owner in names:
                    store_name(frame, name, owner, ref, site)
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def bind_many(k: int, *values: Any) -> None:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is None:
                return
            _, site, names, source, unpack = ops[k]
            held = frame.slots.get(source) if source else None
            step = 0
            outputs: list[Any] = []
            now = _perf()
            if unpack:
                step = recorder.next_step()
            for (name, owner), value in zip(names, values):
                ref = artifacts.known(value)
                if ref is None and not unpack and held is not None and (held[1] is None or held[1].held() is value):
                    ref = held
                if ref is None and unpack:
                    ref, _ = artifacts.made(value, step)
                if ref is None and not unpack and not source:
                    ref = artifacts.received(value, frame.parent_step())
                if ref is not None:
                    outputs.append([ref[0], "value"])
                store_name(frame, name, owner, ref, site)
            if unpack and outputs:
                inputs = [] if held is None else [[held[0], "receiver"]]
                recorder.step(step, base + unpack, frame.parent_step(), frame.iteration(), now, now, inputs, outputs)
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def stored(k: int) -> None:
        now = _perf()
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is None:
                return
            _, site, _, inputs_spec, source, attribute, path, statement, receiver = ops[k]
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
            recorder.step(step, base + site, parent, it, started, now, inputs, outputs)
            value = frame.slots.get(source) if source else None
            if attribute and value is not None and path.startswith("self."):
                recorder.bind(path, value, base + statement, frame)
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def through(frame: Frame, row: Any, step: int, outputs: list[Any]) -> None:
        """What the changed object was reached through has changed too, as far as its fingerprint sees."""
        while row is not None and row[0] == "end" and row[2] in ("getitem", "attribute") and row[3]:
            slot, role, _ = row[3][0]
            if role != "receiver":
                return
            ref = frame.slots.get(slot)
            if ref is not None and ref[1] is not None:
                held = ref[1].held()
                mine = [item for item in outputs if item[0] == ref[1].aid]
                if held is not None and not mine and artifacts.version(ref[1], held, step, certain=True):
                    outputs.append([ref[1].aid, "receiver"])
            row = ops[slot]

    def augmented(k: int, value: Any) -> None:
        now = _perf()
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is None:
                return
            _, site, names, source = ops[k]
            finish(frame, source, value, now)
            ref = frame.slots.get(source)
            for name, owner in names:
                store_name(frame, name, owner, ref, site)
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def open_frame(k: int, values: Any, key: int) -> None:
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
        frames[key] = frame
        module.closures[row[1]] = frame.names
        recorder.enter(step, frame.site, parent, it, now)
        stack.append(Open(step, frame, -1, frame.site, now, parent, it))
        given = operands_of(top) if top is not None and top.k >= 0 else []
        if created is not None:
            given = [item for item in created[1] if item[1] is None]
        for name, value in zip(row[2], values):
            ref = artifacts.known(value) or same_value(given, value)
            if ref is None:
                ref = artifacts.scalar(value, step) if scalar_of(value) else artifacts.received(value, step)
            if ref is not None:
                frame.inputs.append([ref[0], "param", name])
                frame.names[name] = ref
                recorder.bind(name, ref, frame.site, frame)

    def operands_of(opened: Open) -> list[Ref]:
        slots = opened.frame.slots
        found = [slots.get(slot) for slot, _, _ in opened.frame.module.ops[opened.k][3]]
        return [ref for ref in found if ref is not None and ref[1] is None]

    def same_value(refs: list[Ref], value: Any) -> Ref | None:
        if value is None:
            return None
        for ref in refs:
            if ref[2] is value:
                return ref
        return None

    def enter(k: int, *values: Any) -> None:
        try:
            gate = ops[k][3]
            hidden = module.calls[gate].called(module.cells, gate, budget)
            open_frame(k, values, id(_getframe(1)))
            if len(values) > 1 and type(values[-1]) is FrameType and trouble.is_inside(values[-1]):
                frames[id(_getframe(1))].interrupts = True
            if module.calls[gate].skips is not None:
                recorder.skipping.append((module.calls[gate], module.cells, gate))
            if hidden:
                artifacts.hide(frames[id(_getframe(1))].parent)
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def leave(k: int) -> None:
        now = _perf()
        try:
            key = id(_getframe(1))
            frame = frames.get(key)
            if frame is None:
                return
            raised = None
            if not frame.returned:
                raised = sys.exc_info()[1]
                if frame.interrupts and isinstance(raised, Exception):
                    artifacts.pending = raised
            stack = threads.stack()
            if ops[k][4]:
                frames.pop(key, None)
                stack[:] = [item for item in stack if item.frame is not frame]
                recorder.end_frame(frame, now, raised)
                return
            for index in range(len(stack) - 1, -1, -1):
                if stack[index].frame is frame and stack[index].k < 0:
                    recorder.unwind(stack, index, raised)
                    break
            frames.pop(key, None)
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def give_back(frame: Frame, source: int, value: Any) -> None:
        """The value that a function returns: the call that led to it yields the same artifact."""
        frame.returned = True
        ref = frame.slots.get(source) if source else None
        if ref is None or (ref[1] is not None and ref[1].held() is not value):
            ref = artifacts.known(value) or artifacts.made(value, frame.step)[0]
        elif ref[1] is not None:
            ref = (ref[1].aid, ref[1], None)
        frame.output = ref
        if ref is not None:
            recorder.returns[frame.parent] = ref

    def returned(k: int, value: Any) -> Any:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                give_back(frame, ops[k][2], value)
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def lambda_ended(k: int, value: Any) -> Any:
        try:
            key = id(_getframe(1))
            frame = frames.get(key)
            if frame is not None:
                give_back(frame, ops[k][2], value)
                stack = threads.stack()
                for index in range(len(stack) - 1, -1, -1):
                    if stack[index].frame is frame and stack[index].k < 0:
                        recorder.unwind(stack, index, None)
                        break
                frames.pop(key, None)
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def loop(k: int, iterable: Any) -> Any:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                _, site, gate, spec, sized = ops[k]
                now = _perf()
                made = Loop(recorder.next_step(), base + site, k, now, frame.parent_step(), frame.iteration())
                made.inputs = inputs_of(frame, spec)
                recorder.enter(made.step, made.site, made.parent, made.it, now)
                frame.loops.append(made)
                loops.begin(made, module.cells, gate, budget)
                if sized:
                    return loops.iterator_of(made, iterable)
        except BaseException as error:
            if trouble.is_ours(error):
                return iterable
            raise
        return iterable

    def iterate(k: int, *values: Any) -> None:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is None:
                return
            _, row, names, site = ops[k]
            drop_to(frame, row, None)
            if not frame.loops:
                return
            current = frame.loops[-1]
            if loops.iterated(current):
                artifacts.hide(current.step)
            for (name, owner), value in zip(names, values):
                ref = artifacts.known(value)
                if ref is None and value is not None:
                    ref, _ = artifacts.made(value, current.step)
                    if ref is not None and len(current.items) < 100:
                        current.items.append([ref[0], "item"])
                store_name(frame, name, owner, ref, site)
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def drop_to(frame: Frame, row: int, error: BaseException | None) -> None:
        """Ends loops inside the one of `row` that were left by an exception."""
        while frame.loops and frame.loops[-1].row != row:
            recorder.end_loop(frame, frame.loops.pop(), _perf(), error)

    def looped(k: int) -> None:
        now = _perf()
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                row = ops[k][1]
                if any(item.row == row for item in frame.loops):
                    drop_to(frame, row, None)
                    recorder.end_loop(frame, frame.loops.pop(), now, None)
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def branch(k: int) -> None:
        try:
            recorder.count(base + ops[k][1], 1, 1)
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def caught(k: int) -> None:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is None:
                return
            _, site, depth = ops[k]
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
                recorder.step(recorder.next_step(), base + site, frame.parent_step(), frame.iteration(), now, now, None,
                              None, recorder.error_of(error, caught=True))  # fmt: skip
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def resolve(k: int, value: Any) -> Any:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                ref = artifacts.known(value)
                if ref is None:
                    ref = same_value([item for item in map(frame.slots.get, ops[k][1]) if item is not None], value)
                frame.slots[k] = ref
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def pause(k: int, value: Any) -> Any:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                frame.paused = _perf()
                stack = threads.stack()
                stack[:] = [item for item in stack if item.frame is not frame]
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
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def class_begins(k: int) -> None:
        try:
            frame = frames.get(id(_getframe(1)))
            if frame is not None:
                now = _perf()
                step, parent, it = recorder.next_step(), frame.parent_step(), frame.iteration()
                threads.stack().append(Open(step, frame, k, base + ops[k][1], now, parent, it))
                recorder.enter(step, base + ops[k][1], parent, it, now)
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def class_ended(k: int) -> None:
        now = _perf()
        try:
            frame = frames.get(id(_getframe(1)))
            opened = None if frame is None else close(frame, k)
            if opened is not None:
                recorder.step(opened.step, opened.site, opened.parent, opened.it, opened.started, now, None, None)
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def module_begin(k: int) -> None:
        try:
            open_module(recorder, module, id(_getframe(1)))
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    def module_end(k: int) -> None:
        now = _perf()
        try:
            frame = frames.get(id(_getframe(1)))
            stack = threads.stack()
            for index in range(len(stack) - 1, -1, -1):
                if frame is not None and stack[index].frame is frame and stack[index].k < 0:
                    recorder.unwind(stack, index, None)
                    break
            if frame is not None:
                frame.started = now
            recorder.writer.flush()
        except BaseException as error:
            if trouble.is_ours(error):
                return
            raise

    return {
        at.TAP: tap, at.BEGIN: begin, at.END: end, at.BIND: bind, at.BIND_MANY: bind_many, at.STORED: stored,
        at.AUGMENTED: augmented, at.ENTER: enter, at.LEAVE: leave, at.RETURN: returned, at.LOOP: loop,
        at.ITERATE: iterate, at.LOOPED: looped, at.BRANCH: branch, at.CAUGHT: caught, at.RESOLVE: resolve,
        at.PAUSE: pause, at.RESUME: resume, at.CLASS: class_begins, at.CLASSED: class_ended,
        at.MODULE_END: module_end,
        at.LAMBDA_END: lambda_ended, at.MODULE_BEGIN: module_begin,
    }  # fmt: skip


def open_module(recorder: Recorder, module: Module, key: int) -> None:
    """The module's own frame: known before its first statement."""
    now = _perf()
    stack = recorder.threads.stack()
    parent, it = (stack[-1].step, -1) if stack else (0, -1)
    step = recorder.next_step()
    frame = Frame(step, module.base + 1, module, now, parent, it)
    frame.names = module.names
    frame.key = key
    recorder.threads.frames[key] = frame
    recorder.enter(step, frame.site, parent, it, now)
    stack.append(Open(step, frame, -1, frame.site, now, parent, it))


Probe = Callable[..., Any]

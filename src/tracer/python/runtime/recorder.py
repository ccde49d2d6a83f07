"""The recorder of one process: steps begin and end here, whoever's probes say so."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from .artifacts import Artifacts
from .describing import mask_text, masked_names
from .frames import STALE, Frame, Loop, Open, Ref, Threads
from .hidden import chain_of, chain_to
from .identity import identity
from .loops import finish
from .writer import Writer

_perf = time.perf_counter_ns
TOLD_FULLY = 30


class Recorder:
    def __init__(self, folder: str, name: str, limits: dict[str, Any], by: tuple[str, int] | None = None) -> None:
        self.folder = folder
        self.limits = limits
        masked_names[:] = limits.get("mask", [])
        self.zero = _perf()
        self.epoch = time.time() * 1000
        self.writer = Writer(folder, name, int(limits.get("runBytes", 0)))
        self.artifacts = Artifacts(self.writer, limits)
        self.threads = Threads()
        self.steps = 0
        self.site_count = 0
        self.modules: list[Any] = []
        self.budget = int(limits.get("iterations", 0)) or (1 << 60)
        # How often a site's values are told as fully as the limits allow.
        self.told_fully = min(self.budget, TOLD_FULLY)
        self.entered: set[int] = set()
        self.errors: dict[int, Any] = {}
        self.error_count = 0
        self.problems: dict[str, int] = {}
        self.skipping: list[Any] = []
        self.returns: dict[int, Any] = {}
        self.counts: dict[int, list[int]] = {}
        # Sites whose every execution is counted, and those of which executions went unrecorded.
        self.exact: set[int] = set()
        self.hidden: set[int] = set()
        self.attributes: dict[Any, Ref] = {}
        # Generator expressions that are alive, by their step, and those that are not any more, with when they ended.
        self.generators: dict[int, Any] = {}
        self.ended: list[tuple[int, int]] = []
        self.files: Any = None
        self.name = name
        # Steps that were open at the fork are open for ever.
        self.forked_in = 0
        self.write_start(by)

    def write_start(self, by: tuple[str, int] | None) -> None:
        """`by`: the log and the step that started this process."""
        line: dict[str, Any] = {"k": "start", "format": 1, "pid": os.getpid(), "epoch": self.epoch}
        line.update(language="python", runtime="CPython " + sys.version.split()[0])
        if by is not None:
            line["parentLog"], line["parentStep"] = by
        self.write(line)

    def rest(self, stack: list[Open]) -> None:
        """Nothing of the program is left on this thread's stack: it may wait for long, or be ended by a signal."""
        if len(stack) <= self.forked_in:
            self.writer.flush()

    def write(self, record: dict[str, Any]) -> None:
        self.writer.write(record)

    def clock(self, at: int) -> int:
        return (at - self.zero) // 1000

    def next_step(self) -> int:
        self.steps += 1
        return self.steps

    def enter(self, step: int, site: int, parent: int, it: int, at: int, is_inherited: bool = False) -> None:
        line: dict[str, Any] = {"k": "enter", "id": step, "site": site, "parent": parent, "t": self.clock(at)}
        if it >= 0:
            line["it"] = it
        if is_inherited:
            line["inherited"] = True
        self.write(line)

    def step(self, step: int, site: int, parent: int, it: int, started: int, ended: int, inputs: Any, outputs: Any,
             error: Any = None, **more: Any) -> None:  # fmt: skip
        line: dict[str, Any] = {"k": "step", "id": step, "site": site, "parent": parent}
        if it >= 0:
            line["it"] = it
        line["t"] = self.clock(started)
        line["d"] = max(0, (ended - started) // 1000)
        if inputs:
            line["in"] = inputs
        if outputs:
            line["out"] = outputs
        line.update(more)
        if error is not None:
            line["err"] = error
        self.write(line)

    def bind(self, name: str, ref: Ref, site: int, frame: Frame) -> None:
        line: dict[str, Any] = {"k": "bind", "name": name, "a": ref[0], "site": site, "frame": frame.step}
        if frame.loops:
            line["parent"] = frame.loops[-1].step
            line["it"] = frame.loops[-1].index
        line["t"] = self.clock(_perf())
        self.write(line)

    def error_of(self, error: BaseException, caught: bool = False) -> dict[str, Any]:
        """One id for each exception; only its class and its text arguments are looked at."""
        key = identity(error)
        known = self.errors.get(key)
        if known is None or known[1] != identity(type(error)):
            self.error_count += 1
            if len(self.errors) > 1000:
                self.errors.clear()
            known = (self.error_count, identity(type(error)), type(error).__name__, _message(error))
            self.errors[key] = known
        made = {"id": known[0], "type": known[2], "message": known[3]}
        if caught:
            made["caught"] = True
        return made

    def problem(self, code: str, detail: str = "", site: int = 0) -> None:
        key = f"{code}:{detail}"
        self.problems[key] = self.problems.get(key, 0) + 1
        if self.problems[key] in (1, 100, 10000):
            line: dict[str, Any] = {"k": "problem", "code": code, "detail": detail[:500], "n": self.problems[key]}
            if site:
                line["site"] = site
            self.write(line)

    def count(self, site: int, executed: int, recorded: int) -> None:
        held = self.counts.setdefault(site, [0, 0])
        held[0] += executed
        held[1] += recorded

    def notice(self, step: int) -> None:
        """Of functions that are called more often than recorded: whether they were, in the step that ends."""
        if sum(calls.notice() for calls, _, _ in self.skipping):  # each is asked
            self.artifacts.hide((*chain_of(self.threads.stack()), step))

    def is_within_hidden(self, site: int) -> bool:
        for module in self.modules:
            inner = site - module.base
            if 0 < inner <= len(module.sites):
                while inner:
                    if inner + module.base in self.hidden:
                        return True
                    inner = module.sites[inner - 1][1]
        return False

    def unwind(self, stack: list[Open], size: int, error: BaseException | None) -> None:
        """Ends every step above `size` on a thread's stack: an exception went through them."""
        now = _perf()
        while len(stack) > size:
            opened = stack.pop()
            made = None if error is None else self.error_of(error)
            if opened.k < 0:
                self.end_frame(opened.frame, now, error)
            else:
                loops = opened.frame.loops
                if made is not None and loops and loops[-1].chain:
                    loops[-1].failed = made
                inputs = inputs_of(opened.frame, opened.frame.module.ops[opened.k][3])
                self.step(opened.step, opened.site, opened.parent, opened.it, opened.started, now, inputs, None, made)

    def end_frame(self, frame: Frame, now: int, error: BaseException | None) -> None:
        while frame.loops:
            self.end_loop(frame, frame.loops.pop(), now, error)
        if self.threads.frames.get(frame.key) is frame:
            del self.threads.frames[frame.key]
        outputs = [[frame.output[0], "value"]] if frame.output is not None and error is None else None
        made = None if error is None else self.error_of(error)
        self.step(
            frame.step, frame.site, frame.parent, frame.it, frame.started, now - frame.lost, frame.inputs, outputs, made
        )

    def end_loop(self, frame: Frame, loop: Loop, now: int, error: BaseException | None) -> None:
        made = loop.failed if error is None else self.error_of(error)
        self.write_loop(loop, now, self.end_turns(frame, loop), None, made)

    def end_turns(self, frame: Frame, loop: Loop) -> int:
        """How many there were. What those that were not recorded changed may show from now on."""
        ran = finish(loop)
        if loop.alias and self.threads.frames.get(loop.alias) is frame:
            del self.threads.frames[loop.alias]
        if ran > loop.recorded:
            self.artifacts.hide(loop.chain or chain_to(self.threads.stack(), frame, loop))
            self.hidden.add(loop.site)
        return ran

    def write_loop(self, loop: Loop, now: int, ran: int, outputs: Any, error: Any) -> None:
        inputs = [*loop.inputs, *loop.gathered.values()]
        items = loop.items[:100]
        self.step(loop.step, loop.site, loop.parent, loop.it, loop.started, now, inputs,
                  [*items, *outputs] if outputs else items, error, n=ran, rec=loop.recorded)  # fmt: skip

    def end_generators(self) -> None:
        ended, self.ended = self.ended, []
        for step, now in ended:
            frame, loop, outputs, _ = self.generators.pop(step)
            self.write_loop(loop, now, self.end_turns(frame, loop), outputs, loop.failed)

    def finish(self) -> None:
        now = _perf()
        self.ended.extend((step, now) for step in self.generators if step not in dict(self.ended))
        self.end_generators()
        error = getattr(sys, "last_value", None)
        for stack in list(self.threads.stacks.values()):
            self.unwind(stack, 0, error)
        if self.files is not None:
            self.files.handles.settle(at_end=True)
        for module in self.modules:
            module.count_calls(self)
            module.count_branches(self)
        for site, (executed, recorded) in self.counts.items():
            line: dict[str, Any] = {"k": "count", "site": site, "n": executed, "rec": recorded}
            if site not in self.exact and self.is_within_hidden(site):
                line["least"] = True
            self.write(line)
        self.writer.flush()
        self.write(
            {
                "k": "end",
                "t": self.clock(now),
                "cost": {
                    "captureUs": self.artifacts.spent // 1000,
                    "logBytes": self.writer.log_bytes,
                    "previewBytes": self.writer.preview_bytes,
                    "degraded": self.artifacts.degraded,
                },
            }
        )
        self.writer.flush()


def inputs_of(frame: Frame, spec: Any) -> list[Any]:
    made: list[Any] = []
    for k, role, name in spec:
        ref = frame.slots.get(k)
        if ref is None and frame.module.ops[k][0] == "name":
            ref = named(frame, frame.module.ops[k])
        if ref is not None:
            made.append([ref[0], role] if name is None else [ref[0], role, name])
    return made


def named(frame: Frame, row: Any) -> Ref | None:
    """By name alone, for what must not be read again: the newest binding that was seen."""
    names = frame.module.names_of(frame, row[2])
    ref: Ref | None = None if names is None else names.get(row[1])
    if ref is not None and ref[2] is STALE:
        return None
    if ref is not None and ref[1] is not None:
        return (ref[1].aid, ref[1], None)
    return ref


def _message(error: BaseException) -> str:
    """Text of the exception without running code of its class."""
    arguments = BaseException.__dict__["args"].__get__(error)
    parts = [item if type(item) is str else repr(item) for item in arguments if type(item) in (str, int, float, bool)]
    return mask_text(", ".join(parts)[:500])

"""A forked child goes on in a log of its own: the parent's files are never written by it.

What is open at the fork is entered again in the child's log; values the child finds there are new to it.
"""

from __future__ import annotations

import os
import time
from typing import Any

from .children import log_of_child
from .writer import Writer


def install(recorder: Any, children: Any) -> None:
    too_many = False

    def before() -> None:
        nonlocal too_many
        too_many = children.is_full()
        recorder.writer.flush()

    os.register_at_fork(before=before, after_in_child=lambda: in_child(recorder, too_many))


def in_child(recorder: Any, too_many: bool) -> None:
    try:
        if too_many:
            recorder.writer.forget()
        else:
            begin_again(recorder)
    except Exception:
        recorder.writer.alive = False


def begin_again(recorder: Any) -> None:
    stack = recorder.threads.stack()
    by = (recorder.name, stack[-1].step if stack else 0)
    recorder.writer.forget()
    recorder.name = log_of_child(recorder.folder)
    recorder.writer = recorder.artifacts.writer = Writer(recorder.folder, recorder.name, recorder.writer.run_bytes)
    recorder.artifacts.objects.clear()
    recorder.counts.clear()
    recorder.files.known.clear()
    recorder.files.handles.open.clear()
    recorder.problems.clear()
    recorder.generators.clear()
    recorder.ended.clear()
    recorder.write_start(by)
    for module in recorder.modules:
        module.write(recorder)
        module.names.clear()
        module.closures.clear()
        module.forget_branches()
    mine = recorder.threads.stack()
    recorder.threads.stacks = {ident: stack for ident, stack in recorder.threads.stacks.items() if stack is mine}
    recorder.forked_in = len(mine)
    now = time.perf_counter_ns()
    for opened in mine:
        # What this process took for it.
        opened.started = now
        recorder.enter(opened.step, opened.site, opened.parent, opened.it, opened.started, True)
        if opened.k < 0:
            opened.frame.names.clear()
            opened.frame.slots.clear()
            opened.frame.inputs = []
            opened.frame.started, opened.frame.lost = now, 0
            for loop in opened.frame.loops:
                loop.started = now
                loop.inputs, loop.items = [], []
                loop.gathered.clear()
                loop.names.clear()
                recorder.enter(loop.step, loop.site, loop.parent, loop.it, loop.started, True)
    recorder.writer.flush()

"""Puts the recorder of this process together: log, entry module, imports, files, forks, and the end."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable
from typing import Any

from . import collecting, files, forks, imports, watching
from .children import Children, log_of_child, started_by
from .edits import Edits
from .module import Module
from .probes import install, open_module
from .recorder import Recorder
from .runpath import RunPath
from .testfiles import TestFiles


def start(facts: dict[str, Any], frame: Any) -> Recorder:
    by = started_by(facts["pyc"])
    recorder = Recorder(facts["run"], "0" if by is None else log_of_child(facts["run"]), facts["limits"], by)
    if facts["module"] is None and facts["command"] is None and not facts["notebook"]:
        module = Module(
            recorder, facts["label"], facts["file"], facts["hash"], True, facts["sites"], facts["ops"], facts["cells"]
        )
        install(recorder, module)
        open_module(recorder, module, hash(frame))
    is_traced = imports.make_is_traced(facts)
    children = Children(recorder, facts, is_traced)
    runs = RunPath(recorder, facts, is_traced)
    tests = TestFiles(recorder, facts, is_traced)
    answers: dict[str, list[Callable[..., Any]]] = {
        "spawnv_passfds": [children.replaced],
        "fork_exec": [children.replaced],
        "read_code": [runs.knows, runs.code],
        **tests.answers(),
    }
    if sys.version_info >= (3, 14):
        from . import interpreters

        answers.update(interpreters.answers(facts))
    edits = Edits(recorder, answers)
    imports.install(recorder, facts, is_traced, edits)
    recorder.files = files.install(recorder, facts, children)
    forks.install(recorder, children)
    collecting.install(recorder)
    watching.install()
    atexit.register(finish, recorder)
    recorder.writer.flush()
    forget_code(facts["pyc"])
    return recorder


def forget_code(pyc: str) -> None:
    """What CPython has read is of no use to readers, and holds the program's constants, secrets among them."""
    try:
        os.unlink(pyc)
    except OSError:
        return


def finish(recorder: Recorder) -> None:
    try:
        recorder.finish()
    except Exception as error:
        recorder.problem("end-failed", f"{type(error).__name__}: {error}")
        recorder.writer.flush()

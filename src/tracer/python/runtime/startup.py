"""Puts the recorder of this process together: log, entry module, imports, files, forks, and the end."""

from __future__ import annotations

import atexit
import os
from typing import Any

from . import collecting, files, forks, imports, watching
from .module import Module
from .probes import install, open_module
from .recorder import Recorder


def start(facts: dict[str, Any], frame: Any) -> Recorder:
    recorder = Recorder(facts["run"], "0", facts["limits"])
    if facts["module"] is None:
        module = Module(
            recorder, facts["label"], facts["file"], facts["hash"], True, facts["sites"], facts["ops"], facts["cells"]
        )
        install(recorder, module)
        open_module(recorder, module, id(frame))
    imports.install(recorder, facts)
    recorder.files = files.install(recorder, facts)
    forks.install(recorder)
    collecting.install(recorder)
    watching.install()
    atexit.register(finish, recorder)
    recorder.writer.flush()
    forget_code(facts["run"])
    return recorder


def forget_code(run: str) -> None:
    """What CPython has read is of no use to readers, and holds the program's constants, secrets among them."""
    try:
        os.unlink(os.path.join(run, "boot", "main.pyc"))
    except OSError:
        return


def finish(recorder: Recorder) -> None:
    try:
        recorder.finish()
    except Exception as error:
        recorder.problem("end-failed", f"{type(error).__name__}: {error}")
        recorder.writer.flush()

"""Puts the recorder of this process together: log, entry module, imports, files, forks, and the end."""

from __future__ import annotations

import atexit
import os
import sys
from typing import Any, Dict

from . import imports
from .module import Module
from .probes import install, open_module
from .recorder import Recorder


def start(facts: Dict[str, Any], frame: Any) -> Recorder:
    recorder = Recorder(facts["run"], "0", facts["limits"])
    if facts["module"] is None:
        module = Module(
            recorder, facts["label"], facts["file"], facts["hash"], True, facts["sites"], facts["ops"], facts["cells"]
        )
        install(recorder, module)
        open_module(recorder, module, id(frame))
    imports.install(recorder, facts)
    atexit.register(finish, recorder, os.getpid())
    recorder.writer.flush()
    return recorder


def finish(recorder: Recorder, pid: int) -> None:
    if os.getpid() == pid:
        try:
            recorder.finish()
        except Exception as error:
            recorder.problem("end-failed", f"{type(error).__name__}: {error}")
            recorder.writer.flush()


Argv = sys.argv

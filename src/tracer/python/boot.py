"""First thing in a traced process: repairs what a plain start would have left, and starts the recorder.

Called from the prologue of `<run>/boot/main.pyc`, in the program's `__main__`, before its first statement.
"""

from __future__ import annotations

import os
import sys
from typing import Any

_External = sys.modules["_frozen_importlib_external"]


def start(facts: dict[str, Any], load: Any) -> None:
    frame = sys._getframe(2)
    facts["pyc"] = frame.f_globals["__file__"]
    facts["run"] = os.path.dirname(os.path.dirname(os.path.abspath(facts["pyc"])))
    repair(facts, frame.f_globals)
    recorder = None
    try:
        startup = load("_interim.runtime.startup")
        recorder = startup.start(facts, frame)
    except Exception as error:
        report(facts, error)
    if recorder is None or facts["module"] is not None:
        silence(facts)
    warn(facts)
    if facts["module"] is not None:
        del frame
        run_module(facts["module"])


def repair(facts: dict[str, Any], space: dict[str, Any]) -> None:
    boot = os.path.dirname(facts["pyc"])
    typed = facts["typed"]
    if facts["module"] is None:
        if sys.argv:
            sys.argv[0] = typed
        space["__file__"] = facts["file"]
        space["__loader__"] = _External.SourceFileLoader("__main__", facts["file"])
    else:
        for name in ("__file__", "__cached__"):
            space.pop(name, None)
        sys.argv[0] = "-m"
    if sys.path and os.path.realpath(sys.path[0]) == os.path.realpath(boot):
        sys.path[0] = facts["folder"]
    arguments = getattr(sys, "orig_argv", None)
    if arguments is not None:
        for index, item in enumerate(arguments):
            if item == facts["pyc"]:
                arguments[index : index + 1] = [typed] if facts["module"] is None else ["-m", facts["module"]]
                break


def warn(facts: dict[str, Any]) -> None:
    """Warnings that compiling the entry gave: a plain start shows them before the program runs."""
    import _warnings
    import builtins

    for text, category, line in facts["warnings"]:
        _warnings.warn_explicit(text, getattr(builtins, category, SyntaxWarning), facts["file"], line)


def run_module(name: str) -> None:
    import runpy

    # A private name, which the type stubs leave out; `python -m` calls it too.
    runpy._run_module_as_main(name)  # type: ignore[attr-defined]


def silence(facts: dict[str, Any]) -> None:
    """Without a recorder the probes only hand values on."""
    from itertools import repeat

    from .source.cells import FIRST_FREE, LEAVE, REST, TURNS

    cells = facts["cells"]
    for index in range(len(cells)):
        cells[index] = give_back if index < FIRST_FREE else (0,)
    if cells:
        # A `while` takes its turns from here and ends by its test; nothing is left of any loop.
        cells[TURNS] = lambda k: repeat(())
        cells[REST] = lambda k: ()
        cells[LEAVE] = Leaving()


class Leaving:
    """Stands for whatever `with` is to tell about a function's end."""

    def __getitem__(self, _: int) -> Leaving:
        return self

    def __enter__(self) -> None:
        return

    def __exit__(self, *raised: object) -> None:
        return


def give_back(*given: Any) -> Any:
    return given[-1]


def report(facts: dict[str, Any], error: BaseException) -> None:
    try:
        path = os.path.join(facts["run"], "log-0.ndjson")
        text = f"{type(error).__name__}: {error}".replace("\\", "/").replace('"', "'").replace("\n", " ")[:300]
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.write(handle, (f'{{"k":"problem","code":"tracer-failed","detail":"{text}"}}\n').encode("ascii", "replace"))
        os.close(handle)
    except OSError:
        return

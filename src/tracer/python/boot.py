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
    repair(facts, frame)
    recorder = None
    try:
        startup = load("_interim.runtime.startup")
        recorder = startup.start(facts, frame)
    except Exception as error:
        report(facts, error)
    if recorder is None or facts["notebook"]:
        silence(facts)
    warn(facts)
    if facts["notebook"]:
        del frame
        run_notebook(facts, recorder, load)
    if facts["module"] is not None:
        reach(facts)


def repair(facts: dict[str, Any], frame: Any) -> None:
    space = frame.f_globals
    boot = os.path.dirname(facts["pyc"])
    typed = facts["typed"]
    if facts["module"] is None and facts["command"] is None:
        if sys.argv:
            sys.argv[0] = typed
        space["__file__"] = facts["file"]
        space["__loader__"] = _External.SourceFileLoader("__main__", facts["file"])
        words = [typed]
    else:
        for name in ("__file__", "__cached__"):
            space.pop(name, None)
        words = ["-m", facts["module"]] if facts["module"] is not None else ["-c", facts["command"]]
        sys.argv[0] = words[0]
    if facts["command"] is not None:
        space["__loader__"] = sys.modules["_frozen_importlib"].BuiltinImporter
        show_lines(facts["command"], frame.f_code)
    # A child's program lies in the cache, and a link to it in the run folder; CPython resolved it.
    starts = {os.path.realpath(boot), os.path.dirname(os.path.realpath(facts["pyc"]))}
    if sys.path and os.path.realpath(sys.path[0]) in starts:
        sys.path[0] = first_place(facts)
    arguments = getattr(sys, "orig_argv", None)
    if arguments is not None:
        for index, item in enumerate(arguments):
            if item == facts["pyc"]:
                arguments[index : index + 1] = words
                break


def show_lines(text: str, code: Any) -> None:
    """From 3.13 on, tracebacks show the lines of a text that was given to `-c`."""
    if sys.version_info >= (3, 13):
        import linecache

        linecache._register_code(code if sys.version_info >= (3, 13, 1) else code.co_filename, text, code.co_filename)


def first_place(facts: dict[str, Any]) -> str:
    """Where a plain start looks for modules first."""
    if facts["command"] is not None:
        return ""
    folder: str | None = facts["folder"]
    return os.getcwd() if folder is None else folder


def warn(facts: dict[str, Any]) -> None:
    """Warnings that compiling the entry gave: a plain start shows them before the program runs."""
    import _warnings
    import builtins

    if facts["warnings"] is None:
        compile_again(facts)
        return
    for text, category, line in facts["warnings"]:
        _warnings.warn_explicit(text, getattr(builtins, category, SyntaxWarning), facts["file"], line)


def compile_again(facts: dict[str, Any]) -> None:
    """What a child warns of is decided by its own filters."""
    text = facts["command"]
    try:
        if text is None:
            with open(facts["file"], "rb", buffering=0) as file:
                text = file.read()
        compile(text, facts["file"] or "<string>", "exec", 0, True)
    except (OSError, SyntaxError, ValueError):
        return


def reach(facts: dict[str, Any]) -> None:
    """What the code of `-m` (mainmodule.py) uses of `runpy`."""
    import runpy

    from .source.cells import FIRST_FREE

    used = [getattr(runpy, name) for name in facts["reached"]]
    facts["cells"][FIRST_FREE : FIRST_FREE + len(used)] = used


def run_notebook(facts: dict[str, Any], recorder: Any, load: Any) -> None:
    with open(facts["file"], "rb") as file:
        document = load("_interim.notebook.document").read_document(file.read())
    notebook = load("_interim.notebook.execute").Notebook(document)
    traced = None
    if recorder is not None:
        try:
            traced = load("_interim.runtime.notebook").trace(recorder, facts, notebook)
        except Exception as error:
            report(facts, error)
    notebook.run(traced or load("_interim.notebook.build").PlainCells(notebook.tools()))


def silence(facts: dict[str, Any]) -> None:
    """Without a recorder the probes only hand values on."""
    from itertools import repeat

    from .source.cells import FIRST_FREE, LEAVE, LISTED, MORE, REST, TURNS

    cells = facts["cells"]
    for index in range(len(cells)):
        cells[index] = give_back if index < FIRST_FREE else (0,)
    if cells:
        # A `while` takes its turns from here and ends by its test; nothing is left of any loop.
        cells[TURNS] = lambda k: repeat(())
        cells[REST] = lambda k: ()
        cells[MORE] = lambda row: None
        cells[LISTED] = lambda k, row, value, rest: value
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
        main = os.path.basename(facts["pyc"]) == "main.pyc"
        path = os.path.join(facts["run"], f"log-{0 if main else os.getpid()}.ndjson")
        text = f"{type(error).__name__}: {error}".replace("\\", "/").replace('"', "'").replace("\n", " ")[:300]
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.write(handle, (f'{{"k":"problem","code":"tracer-failed","detail":"{text}"}}\n').encode("ascii", "replace"))
        os.close(handle)
    except OSError:
        return

"""Runs cells one after the other in one namespace, as a kernel does. A builder gives their code: plain, or traced."""

from __future__ import annotations

import builtins
import os
import sys
from types import CodeType, ModuleType
from typing import Any, Protocol

from ..source.cells import ECHO, FIRST_FREE, TIME_START, TIME_STOP
from . import failure
from .document import Cell, Document
from .syntax import Translated, translate
from .timing import Clock


class Builder(Protocol):
    def code_of(self, cell: Cell, translated: Translated) -> CodeType: ...

    def failed(self, error: BaseException) -> None: ...

    def ended(self) -> None: ...


class Display(Protocol):
    def begins(self, cell: Cell) -> None: ...

    def ends(self, cell: Cell, error: BaseException | None) -> None: ...

    def show(self, value: object) -> None: ...


class Notebook:
    """A notebook that is about to run: its module is `__main__` from here on."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.module = ModuleType("__main__")
        # The former one goes on to hold what runs this.
        self.starter = sys.modules["__main__"]
        sys.modules["__main__"] = self.module
        vars(self.module)["__builtins__"] = builtins
        os.environ.setdefault("MPLBACKEND", backend())
        self.display = make_display(self.module)
        self.clock = Clock()
        self.loop: Any = None
        sys.excepthook = failure.report

    def tools(self) -> list[Any]:
        """What the code of cells calls beside the program's own."""
        cells: list[Any] = [None] * FIRST_FREE
        cells[ECHO], cells[TIME_START], cells[TIME_STOP] = self.display.show, self.clock.start, self.clock.stop
        return cells

    def run(self, builder: Builder) -> None:
        for cell in self.document.cells:
            self.run_cell(cell, builder)
        builder.ended()

    def run_cell(self, cell: Cell, builder: Builder) -> None:
        translated = translate(cell.text)
        keep_lines(cell, translated)
        raised: BaseException | None = None
        self.display.begins(cell)
        try:
            self.execute(builder.code_of(cell, translated))
        except Exception as error:
            raised = error
            if not cell.may_fail:
                raise
            failure.report(type(error), error, error.__traceback__)
            builder.failed(error)
        finally:
            self.display.ends(cell, raised)

    def execute(self, code: CodeType) -> None:
        waiting = eval(code, vars(self.module))
        if waiting is not None:
            self.event_loop().run_until_complete(waiting)

    def event_loop(self) -> Any:
        """One for all cells: tasks that one starts go on while another waits."""
        if self.loop is None:
            import asyncio

            self.loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self.loop)
        return self.loop


def backend() -> str:
    """Figures go into the notebook, not into windows that somebody has to close."""
    inline = is_there("matplotlib_inline") and is_there("IPython")
    return "module://matplotlib_inline.backend_inline" if inline else "agg"


def make_display(module: ModuleType) -> Display:
    if is_there("IPython"):
        from .ipython import IPythonDisplay

        return IPythonDisplay(module)
    from .shell import PlainDisplay

    return PlainDisplay(module)


def is_there(name: str) -> bool:
    from importlib.util import find_spec

    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def keep_lines(cell: Cell, translated: Translated) -> None:
    """Tracebacks, warnings and `inspect` find the cell's text under its name."""
    import linecache

    lines = [line + "\n" for line in cell.text.split("\n")]
    if translated.indent:
        lines = [line + "\n" for line in translated.text.split("\n")]
    linecache.cache[cell.file_name] = (len(cell.text), None, lines, cell.file_name)

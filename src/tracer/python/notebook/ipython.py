"""The notebook's own IPython, where the program's environment has one: its magics, display and history."""

from __future__ import annotations

import sys
from typing import Any

from .document import Cell
from .failure import report


class IPythonDisplay:
    """A shell of IPython around the notebook's module. It runs no cell itself."""

    def __init__(self, module: Any) -> None:
        self.shell = make_shell(module)
        self.shell.builtin_trap.__enter__()
        # These would end IPython's own loop, of which there is none: Python's end the program.
        for name in ("exit", "quit"):
            self.shell.user_ns.pop(name, None)
            self.shell.user_ns_hidden.pop(name, None)

    def begins(self, cell: Cell) -> None:
        self.shell.execution_count = cell.number
        self.shell.history_manager.store_inputs(cell.number, cell.text)
        self.shell.events.trigger("pre_execute")
        self.info = execution_info(cell)
        self.shell.events.trigger("pre_run_cell", self.info)

    def ends(self, cell: Cell, error: BaseException | None) -> None:
        from IPython.core.interactiveshell import ExecutionResult

        result = ExecutionResult(self.info)
        result.execution_count = cell.number
        result.error_in_exec = error
        self.shell.events.trigger("post_execute")
        self.shell.events.trigger("post_run_cell", result)

    def show(self, value: object) -> None:
        self.shell.displayhook(value)


def execution_info(cell: Cell) -> Any:
    from IPython.core.interactiveshell import ExecutionInfo

    facts: dict[str, Any] = {"raw_cell": cell.text, "store_history": True, "silent": False, "shell_futures": True}
    return ExecutionInfo(**facts, cell_id=cell.id or None)


def make_shell(module: Any) -> Any:
    from IPython.core.displayhook import DisplayHook
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets import Type
    from traitlets.config import Config

    # IPython is not among what types are checked against: to mypy its classes are Any.
    class Echo(DisplayHook):  # type: ignore[misc]
        # Or a value of several lines would begin with an empty one.
        prompt_end_newline = True

        @property
        def prompt_count(self) -> Any:
            """The n of `Out[n]`. Versions of IPython count up before a cell runs, or after."""
            return self.shell.execution_count

        def write_output_prompt(self) -> None:
            """Under a cell stands the value alone."""

    class NotebookShell(InteractiveShell):  # type: ignore[misc]
        displayhook_class = Type(Echo)

        def enable_gui(self, gui: Any = None) -> None:
            """Figures are shown in the notebook: there is no window whose events are to be followed."""

        def showtraceback(self, exc_tuple: Any = None, *_: Any, **__: Any) -> None:
            """What IPython catches itself, as from the `__repr__` of a value that is shown."""
            report(*(exc_tuple or sys.exc_info()))

    config = Config()
    config.HistoryManager.enabled = False
    hook, shower = sys.excepthook, sys.displayhook
    shell = NotebookShell.instance(user_module=module, config=config)
    InteractiveShell._instance = shell
    sys.excepthook, sys.displayhook = hook, shower
    return shell

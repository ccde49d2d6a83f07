"""Functions of others that start an interpreter, or read a program, without telling anybody.

Each gets one statement at its beginning, compiled into its code as it loads (editing.py): no function stands around it,
so no frame of ours is on its stack.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

# Module -> function, its parameter, and whether that is another one from here on. If not, the function gives an answer
# of ours at once where there is one.
EDITS = {
    "multiprocessing.util": ("spawnv_passfds", "args", True),
    "loky.backend.fork_exec": ("fork_exec", "cmd", True),
    "joblib.externals.loky.backend.fork_exec": ("fork_exec", "cmd", True),
    # What `runpy.run_path` asks first; multiprocessing reads the program's own file so in a spawned child.
    "pkgutil": ("read_code", "stream", False),
}


class Edits:
    def __init__(self, recorder: Any, answers: dict[str, list[Callable[[Any], Any]]]) -> None:
        self.recorder = recorder
        self.answers = answers
        for name in EDITS:
            module = sys.modules.get(name)
            if module is not None:
                self.loaded(name, module)

    def module(self, name: str, code: Any) -> Any:
        """A module's code with its function edited."""
        function = EDITS[name][0]
        constants = [
            self.edited(name, item) if type(item) is type(code) and item.co_name == function else item
            for item in code.co_consts
        ]
        return code.replace(co_consts=tuple(constants))

    def loaded(self, name: str, module: Any) -> None:
        """The same where it was there before the tracer."""
        function = getattr(module, EDITS[name][0], None)
        if function is not None:
            function.__code__ = self.edited(name, function.__code__)

    def edited(self, name: str, code: Any) -> Any:
        try:
            from .editing import edit

            function, parameter, changes = EDITS[name]
            return edit(code, parameter, changes, self.answers[function])
        except Exception as error:
            self.recorder.problem("child-not-traced", f"{name}: {type(error).__name__}: {error}")
            return code

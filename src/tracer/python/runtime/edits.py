"""Functions of others that start an interpreter, or compile a program, without telling anybody.

Each gets one statement at its beginning, compiled into its code as it loads (editing.py): no function stands around it,
so no frame of ours is on its stack.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

# What the statement does: with the parameters it calls the first of the answers.
CHANGE = "change"  # the first parameter is another one from here on
INSTEAD = "instead"  # where that says yes, the function gives back what the second answers

# Module -> function -> its parameters, and what the statement does.
EDITS: dict[str, dict[str, tuple[tuple[str, ...], str]]] = {
    "multiprocessing.util": {"spawnv_passfds": (("args",), CHANGE)},
    "loky.backend.fork_exec": {"fork_exec": (("cmd",), CHANGE)},
    "joblib.externals.loky.backend.fork_exec": {"fork_exec": (("cmd",), CHANGE)},
    # What `runpy.run_path` asks first; multiprocessing reads the program's own file so in a spawned child.
    "pkgutil": {"read_code": (("stream",), INSTEAD)},
    # Tests get assertions that tell more, from a loader of pytest's own.
    "_pytest.assertion.rewrite": {
        "_read_pyc": (("source", "pyc", "trace"), INSTEAD),
        "_rewrite_test": (("fn", "config"), INSTEAD),
        "_write_pyc": (("co",), CHANGE),
    },
}


class Edits:
    def __init__(self, recorder: Any, answers: dict[str, list[Callable[..., Any]]]) -> None:
        self.recorder = recorder
        # By the function's name.
        self.answers = answers
        for name in EDITS:
            module = sys.modules.get(name)
            if module is not None:
                self.loaded(name, module)

    def module(self, name: str, code: Any) -> Any:
        """A module's code with its functions edited."""
        functions = EDITS[name]
        constants = [
            self.edited(name, item) if type(item) is type(code) and item.co_name in functions else item
            for item in code.co_consts
        ]
        return code.replace(co_consts=tuple(constants))

    def loaded(self, name: str, module: Any) -> None:
        """The same where it was there before the tracer."""
        for each in EDITS[name]:
            function = getattr(module, each, None)
            if function is not None:
                function.__code__ = self.edited(name, function.__code__)

    def edited(self, name: str, code: Any) -> Any:
        try:
            from .editing import edit

            parameters, what = EDITS[name][code.co_name]
            return edit(code, parameters, what == CHANGE, self.answers[code.co_name])
        except Exception as error:
            self.recorder.problem("not-edited", f"{name}: {type(error).__name__}: {error}")
            return code

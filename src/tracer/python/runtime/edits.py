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
AROUND = "around"  # a `with` over what that gives back, which the rest of the function stands in

# Module -> function (or method, after its class and a dot) -> its parameters, and what the statement does.
EDITS: dict[str, dict[str, tuple[tuple[str, ...], str]]] = {
    "multiprocessing.util": {"spawnv_passfds": (("args",), CHANGE)},
    "loky.backend.fork_exec": {"fork_exec": (("cmd",), CHANGE)},
    "joblib.externals.loky.backend.fork_exec": {"fork_exec": (("cmd",), CHANGE)},
    # What `runpy.run_path` asks first; multiprocessing reads the program's own file so in a spawned child.
    "pkgutil": {"read_code": (("stream",), INSTEAD)},
    "concurrent.interpreters": {
        "Interpreter.__new__": (("id", "_ownsref"), CHANGE),
        "Interpreter._call": (("callable", "args", "kwargs"), AROUND),
        "Interpreter.exec": (("code",), AROUND),
    },
    "concurrent.interpreters._queues": {"Queue.put": (("obj",), AROUND), "Queue.put_nowait": (("obj",), AROUND)},
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

    def module(self, name: str, code: Any, within: str = "") -> Any:
        """A module's code with its functions edited, and those of its classes."""
        constants = []
        for item in code.co_consts:
            if type(item) is type(code):
                path = within + item.co_name
                if path in EDITS[name]:
                    item = self.edited(name, path, item)
                elif any(each.startswith(f"{path}.") for each in EDITS[name]):
                    item = self.module(name, item, f"{path}.")
            constants.append(item)
        return code.replace(co_consts=tuple(constants))

    def loaded(self, name: str, module: Any) -> None:
        """The same where it was there before the tracer."""
        for each in EDITS[name]:
            function: Any = module
            for part in each.split("."):
                function = getattr(function, part, None)
            if function is not None:
                function.__code__ = self.edited(name, each, function.__code__)

    def edited(self, name: str, path: str, code: Any) -> Any:
        try:
            from .editing import edit

            parameters, what = EDITS[name][path]
            return edit(code, path, parameters, what, self.answers[path])
        except Exception as error:
            self.recorder.problem("not-edited", f"{name}: {type(error).__name__}: {error}")
            return code

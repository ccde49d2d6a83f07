"""Files of the workspace that `runpy.run_path` runs, among them the program itself in a child of multiprocessing.

It asks `pkgutil.read_code` first whether a file holds compiled code: for those files the answer is yes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from .imports import instrumented


class RunPath:
    def __init__(self, recorder: Any, facts: dict[str, Any], is_traced: Callable[[str], bool]) -> None:
        self.recorder = recorder
        self.facts = facts
        self.is_traced = is_traced
        self.made: Any = None

    def knows(self, stream: Any) -> bool:
        """Whether there is code for it. A text that does not compile, or warns, speaks for itself."""
        try:
            # read_code, and who asked it
            asking = sys._getframe(1).f_back
            if asking is None or asking.f_code.co_name != "_get_code_from_file":
                return False
            name, path = asking.f_locals.get("fname"), os.path.realpath(stream.name)
            if type(name) is not str or not self.is_traced(path):
                return False
            from .modulecode import under_filter

            source = stream.read()
            stream.seek(0)
            plain = under_filter("error", lambda: compile(source, name, "exec", 0, True))
            self.made = instrumented(self.recorder, self.facts, path, plain, False)
            return True
        except Exception:
            return False

    def code(self, _: Any) -> Any:
        made, self.made = self.made, None
        return made

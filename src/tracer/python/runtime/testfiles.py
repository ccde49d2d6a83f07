"""Test files under pytest, whose loader compiles them with assertions that tell more: they are recorded as well.

What pytest keeps in `__pycache__` is its own code, as ever.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from .identity import identity
from .imports import instrumented

REWRITE = "_pytest.assertion.rewrite"


class TestFiles:
    def __init__(self, recorder: Any, facts: dict[str, Any], is_traced: Callable[[str], bool]) -> None:
        self.recorder = recorder
        self.facts = facts
        self.is_traced = is_traced
        self.is_asking = False
        self.answer: Any = None
        # By the identity of the code that runs: both.
        self.plain: dict[int, tuple[Any, Any]] = {}

    def answers(self) -> dict[str, list[Callable[..., Any]]]:
        return {
            "_read_pyc": [self.reads, self.give],
            "_rewrite_test": [self.rewrites, self.give],
            "_write_pyc": [self.plain_of],
        }

    def reads(self, file: Any, *more: Any) -> bool:
        return self.asks("_read_pyc", file, more, lambda made: made, lambda _, code: code)

    def rewrites(self, file: Any, *more: Any) -> bool:
        return self.asks("_rewrite_test", file, more, lambda made: made[1], lambda made, code: (made[0], code))

    def give(self, *_: Any) -> Any:
        answer, self.answer = self.answer, None
        return answer

    def plain_of(self, code: Any) -> Any:
        return self.plain.get(identity(code), (code, code))[1]

    def asks(self, function: str, file: Any, more: Any, code_in: Any, with_code: Any) -> bool:
        """Lets pytest do its work, and answers the same with the code of the test file recorded."""
        if self.is_asking:
            return False
        self.is_asking = True
        try:
            path = os.path.realpath(str(file))
            if not self.is_traced(path):
                return False
            made = getattr(sys.modules[REWRITE], function)(file, *more)
            code = code_in(made)
            # It is pytest's loader that asks.
            loader = sys._getframe(3).f_locals["self"]
            self.answer = made if code is None else with_code(made, self.recorded(file, path, code, loader.config))
            return True
        except Exception:
            # It is asked again, and fails by itself.
            return False
        finally:
            self.is_asking = False

    def recorded(self, file: Any, path: str, plain: Any, config: Any) -> Any:
        try:
            passes = str(config.getini("enable_assertion_pass_hook"))

            def rewrite(tree: Any) -> None:
                sys.modules[REWRITE].rewrite_asserts(tree, file.read_bytes(), str(file), config)

            variant = f"pytest {sys.modules['_pytest'].__version__} {passes}"
            code = instrumented(self.recorder, self.facts, path, plain, False, variant, rewrite)
        except Exception as error:
            self.recorder.problem("not-traced", f"{path}: {type(error).__name__}: {error}")
            return plain
        self.plain[identity(code)] = (code, plain)
        return code

"""What this interpreter's compiler makes of the patterns of `describe`, for the one file of the tracer (bundle.py)."""

from __future__ import annotations

import re
import sys
from types import SimpleNamespace
from typing import Any

from .describe import mask


def compile_patterns() -> dict[tuple[str, int], tuple[Any, ...]]:
    compiler: Any = sys.modules.get("re._compiler") or __import__("sre_compile")
    engine = compiler._sre
    given: list[tuple[Any, ...]] = []

    def noting(*arguments: Any) -> Any:
        text, flags, code, groups, names, positions = arguments
        given.append((text, flags, [int(word) for word in code], groups, dict(names), tuple(positions)))
        return engine.compile(*arguments)

    compiler._sre = SimpleNamespace(**{**vars(engine), "compile": noting})
    try:
        for each in patterns_in(vars(mask)):
            compiler.compile(each.pattern, each.flags)
    finally:
        compiler._sre = engine
    return {(arguments[0], arguments[1]): arguments for arguments in given}


def patterns_in(held: Any) -> list[re.Pattern[str]]:
    if isinstance(held, re.Pattern):
        return [held]
    if isinstance(held, dict):
        return [each for name, value in held.items() if name != "__builtins__" for each in patterns_in(value)]
    return [each for value in held for each in patterns_in(value)] if isinstance(held, (list, tuple)) else []

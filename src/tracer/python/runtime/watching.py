"""A program that watches itself by `sys.settrace` or `sys.setprofile` is not told of probes: its function is called for
the program's own frames, and is what `sys.gettrace` gives back.

So these functions of `sys` are ours. Watchers in native code (cProfile, coverage's own tracer) are not reached by it.
"""

from __future__ import annotations

import sys
from typing import Any

FOLDER = __file__.rpartition("runtime")[0]
DEEP = 4


def install() -> None:
    for setter, getter in (("settrace", "gettrace"), ("setprofile", "getprofile")):
        replace(getter, make_getter(getattr(sys, getter)))
        replace(setter, make_setter(getattr(sys, setter)))
        for_all = f"_{setter}allthreads"
        if hasattr(sys, for_all):
            replace(for_all, make_setter(getattr(sys, for_all)))


def replace(name: str, ours: Any) -> None:
    real = getattr(sys, name)
    ours.__name__ = ours.__qualname__ = name
    ours.__module__ = real.__module__
    ours.__doc__ = real.__doc__
    ours.__text_signature__ = real.__text_signature__
    setattr(sys, name, ours)


def make_setter(real: Any) -> Any:
    def set_watcher(*given: Any) -> Any:
        if len(given) == 1 and given[0] is not None:
            return real(without_probes(given[0]))
        return real(*given)

    return set_watcher


def make_getter(real: Any) -> Any:
    def get_watcher(*given: Any) -> Any:
        found = real(*given)
        return found.stands_for if type(found) is type(is_ours) and hasattr(found, "stands_for") else found

    return get_watcher


def without_probes(watcher: Any) -> Any:
    def told(frame: Any, event: str, argument: Any) -> Any:
        return None if is_ours(frame) else watcher(frame, event, argument)

    told.stands_for = watcher  # type: ignore[attr-defined]  # an attribute of a function: no type says that
    return told


def is_ours(frame: Any) -> bool:
    """A probe, or what it calls of the standard library."""
    for _ in range(DEEP):
        if frame is None:
            return False
        if frame.f_code.co_filename.startswith(FOLDER):
            # Also the setter itself as it returns.
            return bool(frame.f_code.co_name != "told")
        frame = frame.f_back
    return False

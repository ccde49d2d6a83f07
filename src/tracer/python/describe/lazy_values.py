"""Values that stand for work not yet done. They are never advanced, awaited or made to compute."""

from __future__ import annotations

import types
from typing import Any

from .budget import Budget
from .cell import short_text
from .description import Description
from .names import class_library, class_mro, class_name, class_vars


def _progress(frame: Any, running: bool, suspended: Any) -> str:
    if frame is None:
        return "closed"
    if running:
        return "running"
    started = suspended if suspended is not None else frame.f_lasti >= 0
    return "suspended" if started else "pending"


def _lazy(value: object, progress: str, name: str = "") -> Description:
    summary = {"progress": progress}
    if name:
        summary["plan"] = name
    return Description("lazy", class_name(type(value)), class_library(type(value)), summary)


def describe_generator(value: Any, budget: Budget) -> Description:
    return _lazy(
        value, _progress(value.gi_frame, value.gi_running, getattr(value, "gi_suspended", None)), value.__qualname__
    )


def describe_coroutine(value: Any, budget: Budget) -> Description:
    if type(value) is types.CoroutineType:
        return _lazy(
            value, _progress(value.cr_frame, value.cr_running, getattr(value, "cr_suspended", None)), value.__qualname__
        )
    return _lazy(
        value, _progress(value.ag_frame, value.ag_running, getattr(value, "ag_suspended", None)), value.__qualname__
    )


def describe_iterator(value: Any, budget: Budget) -> Description:
    return _lazy(value, "suspended")


def describe_future(value: Any, budget: Budget) -> Description:
    """A future's state is read without `result()` or `exception()`: those mark an error as seen."""
    base = next(cls for cls in class_mro(type(value)) if class_name(cls) == "Future" and "_state" in class_vars(cls))
    own = class_vars(base)
    state = own["_state"].__get__(value)
    progress = {"PENDING": "pending", "FINISHED": "fulfilled", "CANCELLED": "closed"}.get(str(state), "pending")
    made = _lazy(value, progress)
    if progress == "fulfilled":
        error = own["_exception"].__get__(value)
        if error is not None:
            made.summary["progress"] = "rejected"
            made.summary["fields"] = {"exception": [class_name(type(error)), ""]}
        else:
            result = own["_result"].__get__(value)
            made.summary["fields"] = {"result": [class_name(type(result)), short_text(result)]}
    return made

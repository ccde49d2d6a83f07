"""`array.array`: numbers in a buffer of the standard library.

Parts are copied out, since a view would forbid the program to resize the array meanwhile.
"""

from __future__ import annotations

import zlib
from typing import Any

from .budget import FULL_OBJECTS, Budget
from .cell import cell_of, float_cell, integer_cell
from .changes import READ_IN_FULL
from .description import Description
from .names import class_library, class_name, module_vars


def describe_number_array(value: Any, budget: Budget) -> Description:
    base = _base()
    total = base.__len__(value)
    code, width = base.__dict__["typecode"].__get__(value), base.__dict__["itemsize"].__get__(value)
    summary: dict[str, Any] = {"shape": [total], "dtype": code, "bytes": total * width}
    if 0 < total <= FULL_OBJECTS and code != "u" and code != "w":
        numbers = base.tolist(value)
        present = [number for number in numbers if number == number]
        cell = float_cell if code in "fd" else integer_cell
        summary["nulls"] = total - len(present)
        if present:
            summary["min"], summary["max"] = cell(min(present)), cell(max(present))
    made = Description("array", class_name(type(value)), class_library(type(value)), summary)
    head = base.tolist(base.__getitem__(value, slice(0, budget.items)))
    made.preview = {"form": "items", "items": [cell_of(item) for item in head], "total": total}
    made.fp = number_array_print(value)
    return made


def number_array_print(value: Any) -> str:
    """Of all of it where that is quick, else of evenly spaced items."""
    base = _base()
    total = base.__len__(value)
    width = base.__dict__["itemsize"].__get__(value)
    step = max(1, total * width // READ_IN_FULL)
    part = base.tobytes(base.__getitem__(value, slice(None, None, step)))
    return f"{'s:' if step > 1 else ''}{base.__dict__['typecode'].__get__(value)}[{total}]{zlib.crc32(part):08x}"


def _base() -> Any:
    return (module_vars("array") or {})["array"]

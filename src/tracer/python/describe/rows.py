"""Rows that are not dicts: named tuples, and the row classes of libraries, which teach them here. A list of them is
a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Callable

from .identity import identity
from .names import class_attribute, derives

# Exact class -> (the class, names of a row's fields, its values in that order). Neither runs anything of the program's.
row_shapes: dict[int, tuple[type, Callable[[Any], Any], Callable[[Any], Iterator[Any]]]] = {}


def namedtuple_fields(cls: type) -> tuple[str, ...] | None:
    names = class_attribute(cls, "_fields")
    if type(names) is tuple and names and all(type(name) is str for name in names):
        return names
    return None


def row_as_dict(row: Any) -> dict[str, Any] | None:
    """The fields of one row, or None where it is no row."""
    cls = type(row)
    if cls is dict:
        fields: dict[str, Any] = row
        return fields
    known = row_shapes.get(identity(cls))
    if known is not None and known[0] is cls:
        names = known[1](row)
        return None if names is None else dict(zip(names, known[2](row)))
    if derives(cls, tuple) and cls is not tuple:
        names = namedtuple_fields(cls)
        return None if names is None else dict(zip(names, tuple.__iter__(row)))
    return None

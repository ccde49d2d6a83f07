"""Facts of a library's object as the fields of a summary: stored attributes, each with its type and one short text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .budget import Budget
from .cell import is_hidden, short_text
from .description import Description
from .mask import MASK, mask_text
from .names import class_library, class_name

Fields = dict[str, list[str]]


def fact(value: object) -> list[str]:
    return [class_name(type(value)), short_text(value)]


def said(type_name: str, text: str) -> list[str]:
    return [type_name, mask_text(text)]


def facts_of(own: Mapping[str, Any] | None, names: Iterable[str]) -> Fields:
    """Of the names given those that are there and not None, without their leading underscores."""
    found: Fields = {}
    for name in names:
        value = None if own is None else own.get(name)
        if value is not None:
            found[name.lstrip("_")] = [class_name(type(value)), MASK] if is_hidden(name, value) else fact(value)
    return found


def describe_by(kind: str, value: object, summary: dict[str, Any], fields: Fields | None = None) -> Description:
    """A description without a preview of its own: what is lazy, or only leads to data."""
    if fields:
        summary["fields"] = fields
    return Description(kind, class_name(type(value)), class_library(type(value)), summary)


def entries_preview(fields: Mapping[str, Any], budget: Budget) -> dict[str, Any]:
    """`fields`: name -> text, or a summary's fields."""
    entries = [[name, item if type(item) is str else item[1]] for name, item in fields.items()]
    return {"form": "entries", "entries": entries[: budget.items], "total": len(entries)}

"""Dicts, data classes, named tuples and instances of classes: named fields, read from where they are kept."""

from __future__ import annotations

from collections import OrderedDict
from itertools import islice
from types import GetSetDescriptorType, MappingProxyType, MemberDescriptorType
from typing import Any

from .budget import Budget
from .cell import Cell, cell_of, is_hidden, named_cell, short_text, text_beside
from .checksum import text_fingerprint
from .description import Description
from .mask import MASK, mask_text
from .messages import describe_mapping_message
from .names import class_library, class_mro, class_name, class_vars, derives, instance_vars, is_cache
from .rows import namedtuple_fields

MOST_FIELDS = 60


def describe_dict(value: Any, budget: Budget) -> Description:
    cls = type(value)
    if cls is MappingProxyType:
        return Description("record", class_name(cls), "builtins", {})
    if cls is dict:
        message = describe_mapping_message(value, budget)
        if message is not None:
            return message
    total = dict.__len__(value)
    made = Description("record", class_name(cls), class_library(cls), {"shape": [total]})
    items = value.items() if cls is OrderedDict else dict.items(value)
    head = list(islice(items, min(total, budget.items)))
    _add_entries(made, value, head, total)
    return made


def _add_entries(made: Description, value: Any, head: list[tuple[Any, Any]], total: int) -> None:
    entries: list[list[Cell]] = [[cell_of(key), named_cell(key, item)] for key, item in head]
    if 0 < len(head) <= MOST_FIELDS and all(type(key) is str for key, _ in head):
        fields = {
            mask_text(key): [class_name(type(item)), MASK if is_hidden(key, item) else text_beside(item, entry[1])]
            for (key, item), entry in zip(head, entries)
        }
        if len(fields) == len(head):
            made.summary["fields"] = fields
    if any(item is value for _, item in head):
        made.summary["cyclic"] = True
    made.preview = {"form": "entries", "entries": entries, "total": total}
    if not any(type(cell) is list and cell[0] == "value" for entry in entries for cell in entry):
        made.fp = f"{'' if total == len(head) else 's:'}{total}:{text_fingerprint(repr(entries))}"


def describe_namedtuple(value: Any, budget: Budget) -> Description:
    cls = type(value)
    names = namedtuple_fields(cls) or ()
    made = Description("record", class_name(cls), class_library(cls), {"shape": [len(names)]})
    _add_entries(made, value, list(zip(names, tuple.__iter__(value))), len(names))
    return made


def describe_fields(value: Any, fields: list[tuple[str, Any]], budget: Budget) -> Description:
    """A record of a library's, whose fields were read from where it keeps them."""
    cls = type(value)
    made = Description("record", class_name(cls), class_library(cls), {"shape": [len(fields)]})
    _add_entries(made, value, list(fields[: budget.items]), len(fields))
    return made


def describe_instance(value: Any, budget: Budget) -> Description:
    """Any object without special knowledge. One with public fields is a record, others stay `other`."""
    cls = type(value)
    fields = public_fields(value)
    made = Description("other", class_name(cls), class_library(cls))
    if derives(cls, BaseException):
        args = BaseException.__dict__["args"].__get__(value)
        made.summary["fields"] = {"args": ["tuple", short_text(args)]}
        return made
    if fields:
        made.kind = "record"
        made.summary["shape"] = [len(fields)]
        _add_entries(made, value, fields[: budget.items], len(fields))
    return made


def public_fields(value: Any) -> list[tuple[str, Any]]:
    """From the instance's namespace and its slots: no property, no `__getattr__`."""
    found: dict[str, Any] = {}
    own = instance_vars(value)
    if own is not None:
        for key, item in islice(own.items(), 1000):
            if type(key) is str and key[:1] != "_" and not is_cache(type(value), key):
                found[key] = item
    for base in class_mro(type(value)):
        names = class_vars(base).get("__slots__")
        for name in (names,) if type(names) is str else names if type(names) is tuple or type(names) is list else ():
            slot = class_vars(base).get(name) if type(name) is str and name[:1] != "_" else None
            if type(slot) is MemberDescriptorType or type(slot) is GetSetDescriptorType:
                try:
                    found.setdefault(name, slot.__get__(value))
                except AttributeError:
                    continue
    return list(found.items())

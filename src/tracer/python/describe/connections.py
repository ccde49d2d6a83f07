"""Open files, sockets and database connections: what they lead to. Nothing is read, flushed or asked of them."""

from __future__ import annotations

import io
from types import GetSetDescriptorType
from typing import Any

from .budget import Budget
from .description import Description
from .mask import mask_text
from .names import class_library, class_mro, class_name, class_vars, derives, instance_vars


def describe_file(value: Any, budget: Budget) -> Description:
    cls = type(value)
    made = Description("connection", class_name(cls), class_library(cls))
    if derives(cls, io.StringIO) or derives(cls, io.BytesIO):
        return made
    raw = _raw_of(value)
    name = _own_vars(raw).get("name")
    mode = _own_vars(value).get("mode")
    if type(mode) is not str and derives(type(raw), io.FileIO):
        mode = io.FileIO.__dict__["mode"].__get__(raw)
    if type(name) is str:
        made.summary["path"] = mask_text(name)
    elif type(name) is bytes:
        made.summary["path"] = mask_text(name.decode("utf-8", "replace"))
    if type(mode) is str:
        made.summary["mode"] = "write" if any(letter in mode for letter in "wax+") else "read"
    return made


def _own_vars(value: Any) -> dict[str, Any]:
    """Of the standard library's files, which keep their name and mode there from the start."""
    if not derives(type(value), io.FileIO) and not derives(type(value), io.TextIOWrapper):
        return instance_vars(value) or {}
    slots = (class_vars(base).get("__dict__") for base in class_mro(type(value)))
    slot = next((slot for slot in slots if type(slot) is GetSetDescriptorType), None)
    found = None if slot is None else slot.__get__(value)
    return found if type(found) is dict else {}


def _raw_of(value: Any) -> Any:
    """The file under the layers of text and buffer, through the layers' own descriptors."""
    if derives(type(value), io.TextIOWrapper):
        value = io.TextIOWrapper.__dict__["buffer"].__get__(value)
    for layer in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
        if derives(type(value), layer):
            return class_vars(layer)["raw"].__get__(value)
    return value


def describe_socket(value: Any, budget: Budget) -> Description:
    import _socket

    fields: dict[str, list[str]] = {}
    number = _socket.socket.fileno(value)
    fields["state"] = ["str", "open" if number >= 0 else "closed"]
    return Description("connection", class_name(type(value)), class_library(type(value)), {"fields": fields})


def describe_sqlite(value: Any, budget: Budget) -> Description:
    import sqlite3

    fields: dict[str, list[str]] = {}
    if derives(type(value), sqlite3.Connection):
        changes = sqlite3.Connection.__dict__["total_changes"].__get__(value)
        fields["total_changes"] = ["int", str(changes)]
    return Description(
        "connection", class_name(type(value)), class_library(type(value)), {"fields": fields} if fields else {}
    )

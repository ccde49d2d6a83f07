"""Makes, or finds in the cache, the program that a child is started with instead of its own words."""

from __future__ import annotations

import _imp
import os
import sys
import time
from types import CodeType
from typing import Any

from ..mainprogram import (
    COMMAND_FILE,
    label_of,
    level_of,
    program_of_command,
    program_of_module,
    program_of_source,
    warns_as_errors,
    write_pyc,
)
from .commandline import Command
from .modulecode import digest_of, keep_source, made_by, under_filter

# Those that were made so long ago go, and are made again.
KEPT_SECONDS = 30 * 24 * 3600


def program_for(recorder: Any, base: dict[str, Any], command: Command, folder: str, environment: Any) -> str | None:
    """Path of the `.pyc`. None where the program must speak for itself: it cannot be read or compiled."""
    optimize = level_of(command.flags, environment)
    facts = {**base, "typed": command.value, "file": "", "folder": None, "module": None, "command": None,
             "notebook": False,
             "label": "", "warnings": [], "hash": ""}  # fmt: skip
    source = b""
    if command.kind == "script":
        path = os.path.join(folder, command.value)
        if not os.path.isfile(path):
            return None
        with open(path, "rb", buffering=0) as file:
            source = file.read()
        facts.update(file=path, folder=os.path.dirname(os.path.realpath(path)), hash=digest_of(source),
                     label=label_of(path, base["workspace"]))  # fmt: skip
        keep_source(recorder.folder, str(facts["hash"]), source)
    else:
        facts[command.kind] = facts["label"] = command.value
    strict = warns_as_errors(command.flags, environment)
    key = _imp.source_hash(0, repr((facts, optimize, strict, sys.hexversion)).encode("utf-8", "replace") + made_by())
    code: CodeType | None = None
    # The cache may not be writable.
    for folder in filter(None, (base["cache"], os.path.join(recorder.folder, "boot"))):
        place = os.path.join(folder, "children", f"{key.hex()}.pyc")
        if os.path.exists(place):
            return place
        code = code or compiled(source, facts, optimize, strict)
        if code is None:
            return None
        try:
            write_pyc(place, code)
            prune(os.path.dirname(place))
            return place
        except OSError:
            continue
    return None


def compiled(source: bytes, facts: dict[str, Any], optimize: int, strict: bool) -> CodeType | None:
    """None where a plain start ends with a message of its own."""
    if facts["module"] is not None:
        return program_of_module(facts)
    command = facts["command"]
    text = source if command is None else command

    def plain() -> None:
        compile(text, facts["file"] or COMMAND_FILE, "exec", 0, True, optimize)

    def program() -> CodeType:
        if command is not None:
            return program_of_command(command, facts, optimize)
        return program_of_source(source, facts, optimize)

    try:
        under_filter("ignore", plain)
    except (SyntaxError, ValueError):
        return None
    try:
        under_filter("error", plain)
    except SyntaxError:
        if strict:
            return None
        # The child says them itself, by its own filters.
        facts["warnings"] = None
    made: CodeType = under_filter("ignore", program)
    return made


def prune(folder: str) -> None:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.stat().st_mtime < time.time() - KEPT_SECONDS:
                os.unlink(entry.path)

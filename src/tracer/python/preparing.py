"""Reads the entry, instruments it, and writes it as a `.pyc` whose first statement starts the tracer."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import warnings
from typing import Any

from .bundle import keep_bundle
from .mainprogram import (
    label_of,
    level_of,
    program_of_module,
    program_of_source,
    warns_as_errors,
    write_pyc,
)
from .runtime.modulecode import keep_source


def prepare(arguments: list[str]) -> dict[str, Any]:
    try:
        with open(arguments[0], "rb") as file:
            config = json.loads(file.read().decode("utf-8"))
        for name in ("entry", "module", "workspace", "runFolder", "limits"):
            config[name]
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        return refuse("bad-config", f"{type(error).__name__}: {error}")
    if config["module"] is not None:
        source, problem = b"", None
    else:
        source, problem = read_entry(config["entry"])
    if problem is None and is_notebook(config):
        from .checking import check_notebook

        source, problem = b"", check_notebook(source)
    return build(config, source) if problem is None else problem


def is_notebook(config: dict[str, Any]) -> bool:
    return bool(config["module"] is None and config["entry"].lower().endswith(".ipynb"))


def refuse(code: str, detail: str) -> dict[str, Any]:
    return {"ok": False, "code": code, "detail": detail}


def plain(config: dict[str, Any], why: str, detail: str) -> dict[str, Any]:
    code, told = ("not-traced:syntax", detail) if why == "syntax" else ("not-traced", f"{why}: {detail}")
    line = {"k": "problem", "code": code, "detail": told[:500]}
    try:
        with open(os.path.join(config["runFolder"], "log-0.ndjson"), "a", encoding="ascii") as file:
            file.write(json.dumps(line) + "\n")
    except OSError as error:
        detail += f" ({error})"
    return {"ok": True, "plain": True, "why": why, "detail": detail}


def read_entry(path: str) -> tuple[bytes, dict[str, Any] | None]:
    try:
        if stat.S_ISDIR(os.stat(path).st_mode):
            return b"", refuse("entry-is-directory", path)
        with open(path, "rb") as file:
            source = file.read()
    except FileNotFoundError:
        return b"", refuse("entry-missing", path)
    except OSError as error:
        return b"", refuse("entry-unreadable", f"{path}: {error.strerror}")
    if source[2:4] == b"\r\n" or (b"\0" in source[:1024] and not path.endswith((".py", ".pyw"))):
        return b"", refuse("entry-not-python", path)
    return source, None


def build(config: dict[str, Any], source: bytes) -> dict[str, Any]:
    flags = config.get("flags") or []
    run = config["runFolder"]
    module = config["module"]
    typed = config.get("entryAsTyped") or config["entry"]
    # As CPython makes it: the current folder joined with what was typed, nothing resolved.
    file_name = "" if module else (typed if os.path.isabs(typed) else os.path.join(os.getcwd(), typed))
    label = module if module else label_of(config["entry"], config["workspace"])
    shown: list[tuple[str, str, int]] = []
    optimize = level_of(flags, os.environ)
    if not module:
        try:
            shown = compile_plainly(source, file_name, optimize)
        except (SyntaxError, ValueError) as error:
            return plain(config, "syntax", str(error))
        if shown and warns_as_errors(flags, os.environ):
            return plain(config, "warnings", "warnings are errors")
    pyc = os.path.join(run, "boot", "main.pyc")
    # Nothing of one run may stand here: the recorder gives the same code to the next one.
    facts = {
        "tracer": os.path.dirname(os.path.abspath(__file__)), "typed": typed or "-m",
        "file": file_name, "folder": folder_of(config["entry"], module), "label": label,
        "module": module, "command": None, "notebook": is_notebook(config),
        "workspace": config["workspace"], "include": config.get("include", []),
        "cache": config.get("cacheFolder"), "limits": config["limits"],
        "warnings": shown, "hash": hashlib.sha256(source).hexdigest(), "bundle": keep_bundle(config.get("cacheFolder")),
    }  # fmt: skip
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = program_of_module(facts) if module else program_of_source(source, facts, optimize)
    except Exception as error:
        return plain(config, "instrument", f"{type(error).__name__}: {error}")
    if not module and not is_notebook(config):
        keep_source(run, str(facts["hash"]), source)
    try:
        write_pyc(pyc, code)
    except OSError as error:
        return refuse("run-folder", str(error))
    return {"ok": True, "plain": False, "pyc": pyc, "hash": facts["hash"]}


def folder_of(entry: str | None, module: str | None) -> str:
    return os.getcwd() if module or entry is None else os.path.dirname(os.path.realpath(entry))


def compile_plainly(source: bytes, file_name: str, optimize: int) -> list[tuple[str, str, int]]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, file_name, "exec", 0, True, optimize)
    return [(str(item.message), item.category.__name__, item.lineno) for item in caught]

"""Reads the entry, instruments it, and writes it as a `.pyc` whose first statement starts the tracer."""

from __future__ import annotations

import _ast as ast
import hashlib
import json
import marshal
import os
import stat
import sys
import warnings
from importlib.util import MAGIC_NUMBER
from typing import Any

from .bundle import keep_bundle
from .runtime.modulecode import keep_source
from .source.compile import Compiled, instrument
from .source.placing import cell
from .source.tree import at

# The tracer has builtins of its own: what the program puts in place of `len` is none of its.
PROLOGUE = """
from builtins import __dict__ as given
space = {"__file__": facts["tracer"] + "/private.py", "__name__": "_interim_private", "__builtins__": {**given}}
try:
    with open(facts["bundle"], "rb", 0) as file:
        kept = loads(file.read())
    exec(loads(kept["_interim.private"]), space)
    space["kept"].update(kept)
except (OSError, TypeError, ValueError, EOFError, LookupError):
    from importlib._bootstrap_external import SourceFileLoader
    exec(SourceFileLoader("_interim_private", facts["tracer"] + "/private.py").get_code("_interim_private"), space)
space["load"]("_interim.boot").start(facts, space["load"])
"""


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
    if problem is not None:
        return problem
    return build(config, source)


def refuse(code: str, detail: str) -> dict[str, Any]:
    return {"ok": False, "code": code, "detail": detail}


def plain(config: dict[str, Any], why: str, detail: str) -> dict[str, Any]:
    line = {"k": "problem", "code": "not-traced", "detail": f"{why}: {detail}"[:500]}
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


def level_of(flags: list[str]) -> int:
    """What -O and PYTHONOPTIMIZE ask for."""
    asked = sum(flag.count("O") for flag in flags if flag.startswith("-") and not flag.startswith(("--", "-X", "-W")))
    given = os.environ.get("PYTHONOPTIMIZE", "") if "-I" not in flags and "-E" not in flags else ""
    if given:
        asked = max(asked, int(given) if given.isdigit() else 1)
    return min(asked, 2)


def build(config: dict[str, Any], source: bytes) -> dict[str, Any]:
    flags = config.get("flags") or []
    run = config["runFolder"]
    module = config["module"]
    typed = config.get("entryAsTyped") or config["entry"]
    # As CPython makes it: the current folder joined with what was typed, nothing resolved.
    file_name = "" if module else (typed if os.path.isabs(typed) else os.path.join(os.getcwd(), typed))
    label = module if module else label_of(config["entry"], config["workspace"])
    shown: list[tuple[str, str, int]] = []
    optimize = level_of(flags)
    if not module:
        try:
            shown = compile_plainly(source, file_name, optimize)
        except (SyntaxError, ValueError) as error:
            return plain(config, "syntax", str(error))
        if shown and warns_as_errors(flags):
            return plain(config, "warnings", "warnings are errors")
    pyc = os.path.join(run, "boot", "main.pyc")
    # Nothing of one run may stand here: the recorder gives the same code to the next one.
    facts = {
        "tracer": os.path.dirname(os.path.abspath(__file__)), "typed": typed or "-m",
        "file": file_name, "folder": folder_of(config["entry"], module), "module": module, "label": label,
        "workspace": config["workspace"], "include": config.get("include", []),
        "cache": config.get("cacheFolder"), "limits": config["limits"],
        "warnings": shown, "hash": hashlib.sha256(source).hexdigest(), "bundle": keep_bundle(config.get("cacheFolder")),
    }  # fmt: skip
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = instrument(source, file_name or "<interim>", label, prologue(), optimize)
    except Exception as error:
        return plain(config, "instrument", f"{type(error).__name__}: {error}")
    if not module:
        keep_source(run, str(facts["hash"]), source)
    try:
        write_pyc(pyc, with_prologue(compiled, facts))
    except OSError as error:
        return refuse("run-folder", str(error))
    return {"ok": True, "plain": False, "pyc": pyc, "hash": facts["hash"]}


def folder_of(entry: str | None, module: str | None) -> str:
    return os.getcwd() if module or entry is None else os.path.dirname(os.path.realpath(entry))


def label_of(entry: str, workspace: str) -> str:
    path, root = os.path.realpath(entry), os.path.realpath(workspace)
    return os.path.relpath(path, root).replace(os.sep, "/") if path.startswith(root + os.sep) else path


def warns_as_errors(flags: list[str]) -> bool:
    return any("error" in flag for flag in flags) or "error" in os.environ.get("PYTHONWARNINGS", "")


def compile_plainly(source: bytes, file_name: str, optimize: int) -> list[tuple[str, str, int]]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, file_name, "exec", 0, True, optimize)
    return [(str(item.message), item.category.__name__, item.lineno) for item in caught]


CODE = "\0interim prologue"
FACTS = "\0interim facts"


def prologue() -> list[Any]:
    """`exec(<prologue>, {"facts": {**<facts>, "cells": <cells>}})` with constants put in after compiling."""
    where = ast.Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)

    def place(node: Any) -> Any:
        return at(where, node)

    cells = cell(0, where).value
    facts = place(ast.Dict(keys=[place(ast.Constant(value=text)) for text in ("facts", "cells")],
                           values=[place(ast.Constant(value=FACTS)), cells]))  # fmt: skip
    run = place(ast.Name(id="exec", ctx=ast.Load()))
    call = place(ast.Call(func=run, args=[place(ast.Constant(value=CODE)), facts], keywords=[]))
    return [place(ast.Expr(value=call))]


def with_prologue(compiled: Compiled, facts: dict[str, Any]) -> Any:
    data = marshal.dumps({**facts, "sites": compiled.sites, "ops": compiled.ops})
    text = "from marshal import loads\nfacts = {**loads(facts), 'cells': cells}" + PROLOGUE
    code = compile(text, "<interim>", "exec", 0, True)
    swapped = {CODE: code, FACTS: data}
    constants = [swapped.get(item, item) if isinstance(item, str) else item for item in compiled.code.co_consts]
    return compiled.code.replace(co_consts=tuple(constants))


def write_pyc(path: str, code: Any) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(MAGIC_NUMBER + b"\0" * 12 + marshal.dumps(code))


Implementation = sys.implementation

"""What a traced process starts with: a `.pyc` of the program's own code, whose first statement starts the tracer.

CPython runs it as it runs a script, so no frame of ours is below the program. What else the tracer must know (`facts`)
is among the code's constants.
"""

from __future__ import annotations

import _ast as ast
import marshal
import os
from _thread import get_ident
from types import CodeType
from typing import Any

from .source.compile import Compiled, PyCF_ONLY_AST, instrument
from .source.functions import split_docstring
from .source.placing import cell
from .source.tree import at

# What CPython calls the code of `-c`.
COMMAND_FILE = "<string>"

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

CODE = "\0interim prologue"
FACTS = "\0interim facts"


def program_of_source(source: bytes, facts: dict[str, Any], optimize: int) -> CodeType:
    return with_prologue(instrument(source, facts["file"], facts["label"], prologue(), optimize), facts)


def program_of_module(facts: dict[str, Any]) -> CodeType:
    """A module given to `-m`, which is loaded like any other."""
    from .mainmodule import code_of_module

    cells, code, reached = code_of_module(facts["module"], prologue())
    return with_prologue(Compiled(code, cells, (), ()), {**facts, "reached": reached})


def program_of_command(text: str, facts: dict[str, Any], optimize: int) -> CodeType:
    """A text given to `-c`: it runs as it is, what it imports is traced."""
    tree: Any = compile(text, COMMAND_FILE, "exec", PyCF_ONLY_AST, True)
    documentation, body = split_docstring(tree.body)
    futures = 0
    while futures < len(body) and isinstance(body[futures], ast.ImportFrom) and body[futures].module == "__future__":
        futures += 1
    tree.body = [*documentation, *body[:futures], *prologue(cells=False), *body[futures:]]
    return with_prologue(Compiled(compile(tree, COMMAND_FILE, "exec", 0, True, optimize), [], (), ()), facts)


def prologue(cells: bool = True) -> list[Any]:
    """`exec(<prologue>, {"facts": {**<facts>, "cells": <cells>}})` with constants put in after compiling."""
    where = ast.Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)

    def place(node: Any) -> Any:
        return at(where, node)

    held = cell(0, where).value if cells else place(ast.List(elts=[], ctx=ast.Load()))
    facts = place(ast.Dict(keys=[place(ast.Constant(value=text)) for text in ("facts", "cells")],
                           values=[place(ast.Constant(value=FACTS)), held]))  # fmt: skip
    run = place(ast.Name(id="exec", ctx=ast.Load()))
    call = place(ast.Call(func=run, args=[place(ast.Constant(value=CODE)), facts], keywords=[]))
    return [place(ast.Expr(value=call))]


def with_prologue(compiled: Compiled, facts: dict[str, Any]) -> CodeType:
    data = marshal.dumps({**facts, "sites": compiled.sites, "ops": compiled.ops})
    text = "from marshal import loads\nfacts = {**loads(facts), 'cells': cells}" + PROLOGUE
    code = compile(text, "<interim>", "exec", 0, True)
    swapped = {CODE: code, FACTS: data}
    constants = [swapped.get(item, item) if isinstance(item, str) else item for item in compiled.code.co_consts]
    return compiled.code.replace(co_consts=tuple(constants))


def write_pyc(path: str, code: CodeType) -> None:
    from importlib._bootstrap_external import MAGIC_NUMBER

    os.makedirs(os.path.dirname(path), exist_ok=True)
    draft = f"{path}.{os.getpid()}-{get_ident()}"
    with open(draft, "wb") as file:
        file.write(MAGIC_NUMBER + b"\0" * 12 + marshal.dumps(code))
    os.replace(draft, path)


def label_of(entry: str, workspace: str) -> str:
    path, root = os.path.realpath(entry), os.path.realpath(workspace)
    return os.path.relpath(path, root).replace(os.sep, "/") if path.startswith(root + os.sep) else path


def level_of(flags: list[str], environment: Any) -> int:
    """What -O and PYTHONOPTIMIZE ask for."""
    asked = sum(flag.count("O") for flag in flags if flag.startswith("-") and not flag.startswith(("--", "-X", "-W")))
    given = environment.get("PYTHONOPTIMIZE", "") if "-I" not in flags and "-E" not in flags else ""
    if given:
        asked = max(asked, int(given) if given.isdigit() else 1)
    return min(asked, 2)


def warns_as_errors(flags: list[str], environment: Any) -> bool:
    return any("error" in flag for flag in flags) or "error" in environment.get("PYTHONWARNINGS", "")

"""One module's source to its instrumented code, the list of cells in it, and the tables that its probes read."""

from __future__ import annotations

import _ast as ast
from collections.abc import Callable
from types import CodeType
from typing import Any, NamedTuple

from .annotations import number_annotations
from .blocks import rewrite_block
from .cells import MODULE_BEGIN, MODULE_END
from .context import Context
from .functions import once, split_docstring, take_declarations
from .placing import place_cells, probe
from .tree import nowhere, statement

PyCF_ONLY_AST = 0x400


class Compiled(NamedTuple):
    code: CodeType
    cells: list[Any]
    sites: tuple[Any, ...]
    ops: tuple[Any, ...]


def parse(source: bytes, file_name: str) -> ast.Module:
    tree: ast.Module = compile(source, file_name, "exec", PyCF_ONLY_AST, dont_inherit=True)
    return tree


def decode(source: bytes) -> str:
    """The text as the compiler reads it: coding cookie, byte order mark and newlines."""
    from importlib._bootstrap_external import decode_source

    return decode_source(source)


def imported_modules(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Names that hold modules all through: imported as such at the top, and bound by nothing else. And those that are
    `nonlocal` somewhere."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            names.update(alias.asname or alias.name.split(".")[0] for alias in node.names)
    found, nonlocals = rebound(tree)
    return names - found, nonlocals


def rebound(tree: ast.Module) -> tuple[set[str], set[str]]:
    from .tree import children

    found: set[str] = set()
    nonlocals: set[str] = set()
    todo: list[Any] = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Nonlocal):
            nonlocals.update(node.names)
        todo.extend(children(node))
    return found, nonlocals


def instrument(
    source: bytes,
    file_name: str,
    label: str,
    prologue: list[Any] | None,
    optimize: int,
    rewrite_asserts: Callable[[ast.Module], None] | None = None,
) -> Compiled:
    """`rewrite_asserts`: whoever has assertions of their own gets the tree with those of the source untouched in it."""
    tree = parse(source, file_name)
    c = Context(decode(source), label, tree)
    c.asserts_stay = rewrite_asserts is not None
    c.annotated = number_annotations(tree.body)
    c.opaque, c.nonlocals = imported_modules(tree)
    documentation, body = split_docstring(tree.body)
    futures = []
    while body and isinstance(body[0], ast.ImportFrom) and body[0].module == "__future__":
        futures.append(body[0])
        body = body[1:]
    declarations = once(take_declarations(body))
    rewritten = rewrite_block(c, body)
    last = body[-1] if body else ast.Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)
    if prologue is None:
        first = [*getattr(body[0], "decorator_list", []), body[0]][0] if body else last
        prologue = [statement(probe(first, MODULE_BEGIN, 0))]
    ended = [statement(probe(nowhere(last), MODULE_END, c.op("module", 1)))]
    tree.body = [*documentation, *futures, *declarations, *prologue, *rewritten, *ended]
    if rewrite_asserts is not None:
        rewrite_asserts(tree)
    cells: list[Any] = [None] * c.gates
    code = compile(tree, file_name, "exec", 0, True, optimize)
    return Compiled(place_cells(code, cells), cells, tuple(c.sites), tuple(c.ops))

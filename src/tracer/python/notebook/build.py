"""One cell's code: its last value is shown, timed statements are timed, and names of the future hold from there on.

What the code calls for that is reached through a list among its constants, as the probes of traced code are, so that no
name is added to the notebook's own. A traced cell is built alike, with its statements rewritten.
"""

from __future__ import annotations

import _ast as ast
import re
from types import CodeType
from typing import Any, Callable

from ..source.cells import ECHO, TIME_START, TIME_STOP
from ..source.placing import place_cells, probe
from ..source.tree import at, statement
from .document import Cell
from .syntax import Translated

PyCF_ONLY_AST = 0x400
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
# Flags of code that `from __future__ import` sets, whichever the version knows.
FUTURES = 0x1FE0000
_ENDED = re.compile(r"\s*;")

Statements = list[Any]
Write = Callable[[Statements, bool], Statements]


def parse(cell: Cell, translated: Translated, futures: int) -> ast.Module:
    flags = PyCF_ONLY_AST | PyCF_ALLOW_TOP_LEVEL_AWAIT | futures
    tree: ast.Module = compile(translated.text, cell.file_name, "exec", flags, dont_inherit=True)
    return tree


def compiled(tree: ast.Module, cell: Cell, futures: int, cells: list[Any]) -> CodeType:
    code = compile(tree, cell.file_name, "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT | futures, dont_inherit=True)
    return place_cells(code, cells)


def arrange(body: Statements, translated: Translated, write: Write) -> Statements:
    """`write` gives the statements that stand for some of the cell's; told whether the last one's value is shown."""
    if not body:
        return []
    shows = shows_value(body[-1], translated)
    done = [made for node in body[:-1] for made in timed(node, translated, False, write)]
    last = timed(body[-1], translated, shows, write)
    if not translated.timed_whole:
        return [*done, *last]
    return [statement(probe(body[0], TIME_START)), *done, *stopped(last, shows)]


def timed(node: Any, translated: Translated, shows: bool, write: Write) -> Statements:
    if node.lineno not in translated.timed:
        return shown(write([node], shows), shows)
    body = node.body if isinstance(node, ast.If) else [node]
    shows = shows and isinstance(body[-1], ast.Expr)
    return [statement(probe(node, TIME_START)), *stopped(shown(write(body, shows), shows), shows)]


def shown(written: Statements, shows: bool) -> Statements:
    if shows:
        last = written[-1]
        written[-1] = at(last, ast.Expr(value=probe(last.value, ECHO, last.value)))
    return written


def stopped(written: Statements, shows: bool) -> Statements:
    """The clock stops before the value is shown, as it does in IPython."""
    last = written[-1]
    if shows and isinstance(last, ast.Expr):
        echo: Any = last.value
        echo.args = [probe(last, TIME_STOP, *echo.args)]
        return written
    return [*written, statement(probe(last, TIME_STOP, at(last, ast.Constant(value=None))))]


def shows_value(node: Any, translated: Translated) -> bool:
    """The last statement is an expression, and no semicolon stands behind it."""
    if isinstance(node, ast.If) and node.lineno in translated.timed:
        node = node.body[-1]
    if not isinstance(node, ast.Expr) or node.end_lineno is None or node.end_col_offset is None:
        return False
    lines = translated.text.split("\n")[node.end_lineno - 1 :]
    rest = lines[0].encode("utf-8", "surrogatepass")[node.end_col_offset :].decode("utf-8", "replace")
    return not _ENDED.match("\n".join([rest, *lines[1:]]))


def take_futures(tree: ast.Module) -> Statements:
    """`from __future__ import` may stand anywhere in a cell, but only at the beginning of code."""
    taken = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    tree.body = [node for node in tree.body if node not in taken]
    return taken


def futures_of(code: CodeType) -> int:
    return code.co_flags & FUTURES


class PlainCells:
    """Builds the cells of a notebook that is not traced."""

    def __init__(self, cells: list[Any]) -> None:
        self.cells = cells
        self.futures = 0

    def code_of(self, cell: Cell, translated: Translated) -> CodeType:
        tree = parse(cell, translated, self.futures)
        futures = take_futures(tree)
        # A text at the start is no documentation of the notebook.
        first = [at(node, ast.Pass()) for node in tree.body[:1]]
        tree.body = [*futures, *first, *arrange(tree.body, translated, lambda body, _: body)]
        code = compiled(tree, cell, self.futures, self.cells)
        self.futures |= futures_of(code)
        return code

    def failed(self, _: BaseException) -> None:
        return

    def ended(self) -> None:
        return

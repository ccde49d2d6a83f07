"""The cells of a notebook as one traced module: one tree of sites, one table of probes, a code object for each cell.

A cell's tree keeps its own lines, since its code is known by them; sites get those of the joined text.
"""

from __future__ import annotations

import _ast as ast
import re
from types import CodeType
from typing import Any

from ..notebook.build import PlainCells, arrange, compiled, parse, take_futures
from ..notebook.document import Cell, Document
from ..notebook.syntax import Translated
from . import naming
from .blocks import rewrite_block
from .cells import CELL_BEGIN, CELL_END
from .compile import imported_modules
from .context import Context, SiteRow
from .functions import once, take_declarations
from .operands import Operands, setter
from .operands import end as ended
from .placing import probe
from .positions import Range, make_ranges
from .statements import site_of
from .tree import at, nowhere, statement

_CALLS = frozenset((".run_line_magic()", ".run_cell_magic()", ".system()", ".getoutput()"))
_TYPED = re.compile(r"[%!]+\s*[\w./-]*|[\w.]+\?+|\?+[\w.]+")


class CompiledCells:
    """`codes` by the number of the cell; none where a cell is no Python."""

    def __init__(self, context: Context, codes: dict[int, CodeType], cells: list[Any]) -> None:
        self.codes = codes
        self.cells = cells
        self.sites = tuple(context.sites)
        self.ops = tuple(context.ops)


def instrument_cells(
    document: Document, titles: list[str], translated: list[Translated], label: str, tools: list[Any]
) -> CompiledCells:
    codes: dict[int, CodeType] = {}
    trees: dict[int, ast.Module] = {}
    futures: dict[int, int] = {}
    c = Context(document.text, label, ast.Module(body=[], type_ignores=[]))
    plain = PlainCells(tools)
    for cell, text in zip(document.cells, translated):
        futures[cell.number] = plain.futures
        try:
            plain.code_of(cell, text)
        except (SyntaxError, ValueError):
            continue
        trees[cell.number] = parse(cell, text, futures[cell.number])
    c.opaque, c.nonlocals = imported_modules(
        ast.Module(body=[node for tree in trees.values() for node in tree.body], type_ignores=[])
    )
    c.opaque.add("get_ipython")
    for cell, title, text in zip(document.cells, titles, translated):
        rewrite_cell(c, cell, title, text, trees.get(cell.number))
    cells: list[Any] = [*tools, *[None] * (c.gates - len(tools))]
    for cell in document.cells:
        if cell.number in trees:
            codes[cell.number] = compiled(trees[cell.number], cell, futures[cell.number], cells)
    return CompiledCells(c, codes, cells)


def rewrite_cell(c: Context, cell: Cell, title: str, text: Translated, tree: ast.Module | None) -> None:
    c.parent = c.statement = 1
    c.loops = []
    c.branch_gates = {}
    c.branch_bodies = {}
    c.range_of = ranges_of(cell, text)
    number = len(c.sites) + 1
    lines = cell.text.split("\n")
    c.sites.append((number, 1, "cell", "cell", title, cell.line, 0, cell.line + cell.lines - 1, units(lines[-1])))
    if tree is None or not tree.body:
        return
    c.parent = c.statement = number
    first, last = tree.body[0], tree.body[-1]
    futures = take_futures(tree)
    declarations = once(take_declarations(tree.body))
    body = tree.body
    k = c.op("cell", number)

    def write(nodes: list[Any], shows: bool) -> list[Any]:
        done = rewrite_block(c, nodes[:-1] if shows else nodes)
        return [*done, *shown(c, nodes[-1])] if shows else done

    begun = statement(probe(nowhere(first), CELL_BEGIN, k))
    end = statement(probe(nowhere(last), CELL_END, k))
    tree.body = [*futures, *declarations, begun, *arrange(body, text, write), end]
    c.sites[number:] = [named_as_typed(row, cell, text) for row in c.sites[number:]]


def named_as_typed(row: SiteRow, cell: Cell, text: Translated) -> SiteRow:
    """`%matplotlib`, `!wget`: not the call that stands for it."""
    line = row[5] - cell.line + 1
    if line not in text.replaced or row[4] not in _CALLS:
        return row
    typed = _TYPED.search(cell.text.split("\n")[line - 1])
    return (*row[:4], typed[0], *row[5:]) if typed is not None else row


def shown(c: Context, node: Any) -> list[Any]:
    """The last value of a cell. A name alone is read by nothing else: that it is shown is its step."""
    if not isinstance(node.value, ast.Name) or node.value.id in c.opaque:
        return rewrite_block(c, [node])
    site_of(c, node, "expr", naming.of_value(node.value, node.value.id))
    new = at(node, ast.Expr(value=node.value))
    operands = Operands(c)
    operands.add(node.value, "arg:0", setter(new, "value"))
    new.value = ended(c, node.value, new.value, "show", node.value.id, operands, begins=False).node
    return [new]


def ranges_of(cell: Cell, text: Translated) -> Any:
    """Positions in the joined text. Of a line that held something else, the whole line."""
    plain = make_ranges(text.text)
    lines = cell.text.split("\n")
    down = cell.line - 1

    def range_of(node: Any) -> Range:
        line, column, end_line, end_column = plain(node)
        if text.indent:
            column, end_column = column + text.indent, end_column + text.indent
        if line in text.replaced:
            column = 0
        if end_line in text.replaced:
            while end_line < len(lines) and end_line + 1 in text.replaced and is_taken(text, end_line + 1):
                end_line += 1
            end_column = units(lines[end_line - 1])
        return (line + down, column, end_line + down, end_column)

    return range_of


def is_taken(text: Translated, line: int) -> bool:
    """Part of the command before: its own line is empty now."""
    return not text.text.split("\n")[line - 1]


def units(line: str) -> int:
    return len(line.encode("utf-16-le", "surrogatepass")) // 2

"""A notebook that is traced: its cells are sites of one module, and each runs in a frame of its own."""

from __future__ import annotations

import _warnings
from types import CodeType
from typing import Any

from ..notebook.build import PlainCells
from ..notebook.document import Cell, Document, title_of
from ..notebook.execute import Notebook
from ..notebook.syntax import Translated, translate
from ..source.joined import CompiledCells, instrument_cells
from .describing import mask_source, mask_text
from .identity import identity
from .module import Module
from .modulecode import digest_of, keep_source
from .probes import install, open_module
from .recorder import Recorder


def trace(recorder: Recorder, facts: dict[str, Any], notebook: Notebook) -> TracedCells:
    document = notebook.document
    source = document.text.encode("utf-8", "surrogatepass")
    titles = titles_of(document, source)
    translated = [translate(cell.text) for cell in document.cells]
    filters: list[Any] = _warnings.filters
    quiet = ("ignore", None, Warning, None, 0)
    filters.insert(0, quiet)
    try:
        made = instrument_cells(document, titles, translated, facts["label"], notebook.tools())
    finally:
        filters.remove(quiet)
    digest = digest_of(source)
    keep_source(recorder.folder, digest, source)
    cells = cells_of(document, titles)
    path, label = facts["file"], facts["label"]
    module = Module(recorder, label, path, digest, True, made.sites, made.ops, made.cells, cells)
    install(recorder, module)
    open_module(recorder, module, identity(notebook))
    recorder.writer.flush()
    return TracedCells(recorder, module, made)


def titles_of(document: Document, source: bytes) -> list[str]:
    """From the text as it is kept, without secrets."""
    lines = mask_source(source).decode("utf-8", "replace").split("\n")
    return [
        mask_text(title_of(cell, "\n".join(lines[cell.line - 1 : cell.line - 1 + cell.lines])))
        for cell in document.cells
    ]


def cells_of(document: Document, titles: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "index": cell.position,
            "number": cell.number,
            "id": cell.id,
            "title": title,
            "line": cell.line,
            "lines": cell.lines,
        }
        for cell, title in zip(document.cells, titles)
    ]


class TracedCells:
    """Hands out the cells' code, and tells the recorder how they end."""

    def __init__(self, recorder: Recorder, module: Module, made: CompiledCells) -> None:
        self.recorder = recorder
        self.module = module
        self.made = made
        self.plain = PlainCells(made.cells)

    def code_of(self, cell: Cell, translated: Translated) -> CodeType:
        """The plain code is made first: its warnings and errors come when the cell is reached."""
        try:
            plain = self.plain.code_of(cell, translated)
        except BaseException:
            site = next(row[0] for row in self.module.sites if row[2] == "cell" and row[5] == cell.line)
            open_module(self.recorder, self.module, identity(cell), site)
            raise
        return self.made.codes.get(cell.number, plain)

    def failed(self, error: BaseException) -> None:
        self.recorder.unwind(self.recorder.threads.stack(), 1, error)

    def ended(self) -> None:
        self.recorder.unwind(self.recorder.threads.stack(), 0, None)
        self.recorder.writer.flush()

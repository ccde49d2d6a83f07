"""A notebook that is traced: its cells are sites of one module, and each runs in a frame of its own."""

from __future__ import annotations

from types import CodeType
from typing import Any

from ..notebook.document import Cell, Document
from ..notebook.execute import Notebook
from ..notebook.syntax import Translated, translate
from ..source.joined import CompiledCells, instrument_cells
from .module import Module
from .modulecode import digest_of, keep_source
from .probes import install, open_module
from .recorder import Recorder


def trace(recorder: Recorder, facts: dict[str, Any], notebook: Notebook) -> TracedCells:
    document = notebook.document
    translated = [translate(cell.text) for cell in document.cells]
    made = instrument_cells(document, translated, facts["label"], notebook.tools())
    source = document.text.encode("utf-8", "surrogatepass")
    digest = digest_of(source)
    keep_source(recorder.folder, digest, source)
    module = Module(
        recorder, facts["label"], facts["file"], digest, True, made.sites, made.ops, made.cells, cells_of(document)
    )
    install(recorder, module)
    open_module(recorder, module, id(notebook))
    recorder.writer.flush()
    return TracedCells(recorder, module, made)


def cells_of(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "index": cell.position,
            "number": cell.number,
            "id": cell.id,
            "title": cell.title,
            "line": cell.line,
            "lines": cell.lines,
        }
        for cell in document.cells
    ]


class TracedCells:
    """Hands out the cells' code. One that is no Python fails where it is reached, in Python's own words."""

    def __init__(self, recorder: Recorder, module: Module, made: CompiledCells) -> None:
        self.recorder = recorder
        self.module = module
        self.made = made

    def code_of(self, cell: Cell, translated: Translated) -> CodeType:
        found = self.made.codes[cell.number]
        if not isinstance(found, CodeType):
            self.fail_at(cell)
            raise found
        return found

    def fail_at(self, cell: Cell) -> None:
        """The step of a cell that cannot be compiled."""
        site = next(row[0] for row in self.module.sites if row[2] == "cell" and row[5] == cell.line)
        open_module(self.recorder, self.module, id(cell), site)

    def failed(self, error: BaseException) -> None:
        self.recorder.unwind(self.recorder.threads.stack(), 1, error)

    def ended(self) -> None:
        self.recorder.unwind(self.recorder.threads.stack(), 0, None)
        self.recorder.writer.flush()

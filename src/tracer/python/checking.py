"""What keeps a notebook from running is told before it starts: not after its first ten cells."""

from __future__ import annotations

from typing import Any

from .notebook.document import Cell, NotNotebookError, read_document
from .notebook.execute import is_there
from .notebook.shell import is_known
from .notebook.syntax import Magic, translate


def check_notebook(content: bytes) -> dict[str, Any] | None:
    """An answer of prepare's, or none where it can run. Knows IPython only where it is asked as the program will be."""
    try:
        document = read_document(content)
    except NotNotebookError as error:
        return {"ok": False, "code": error.code, "detail": str(error)}
    if is_there("IPython"):
        return None
    for cell in document.cells:
        for magic in translate(cell.text).magics:
            if not is_known(magic):
                return refuse(cell, magic)
    return None


def refuse(cell: Cell, magic: Magic) -> dict[str, Any]:
    name = ("%%" if magic.whole_cell else "%") + magic.name
    facts = {"cell": cell.number, "line": magic.line, "magic": name}
    return {"ok": False, "code": "notebook-magic", "detail": f"{name} in cell {cell.number}", "facts": facts}

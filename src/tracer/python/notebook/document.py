"""A notebook file's code cells, and the one text that they are joined to, whose lines the sites of a notebook have."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$", re.M)
_LONGEST_TITLE = 60


class Cell(NamedTuple):
    # Among all cells of the file, from 0; among those that run, from 1: the n of `In [n]`.
    position: int
    number: int
    id: str
    # In the cells of text before it, the last; else empty.
    heading: str
    # Its first line in the joined text, from 1.
    line: int
    text: str
    may_fail: bool

    @property
    def lines(self) -> int:
        return self.text.count("\n") + 1

    @property
    def file_name(self) -> str:
        """What tracebacks and warnings call its code."""
        return f"Cell In[{self.number}]"


class Document(NamedTuple):
    cells: tuple[Cell, ...]
    text: str


class NotNotebookError(Exception):
    """The file is no notebook that can be run; `code` is one of the recorder's errors."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def read_document(content: bytes) -> Document:
    try:
        found: Any = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotNotebookError("notebook-broken", str(error)) from None
    if not isinstance(found, dict):
        raise NotNotebookError("notebook-broken", "it holds no notebook")
    check_version(found)
    if not isinstance(found.get("cells"), list):
        raise NotNotebookError("notebook-broken", "it has no cells")
    check_language(found)
    return join([cell for cell in found["cells"] if isinstance(cell, dict)])


def check_version(found: dict[str, Any]) -> None:
    version = found.get("nbformat")
    if not isinstance(version, int):
        raise NotNotebookError("notebook-broken", "it does not say its version (nbformat)")
    if version < 4:
        raise NotNotebookError("notebook-old", str(version))


def check_language(found: dict[str, Any]) -> None:
    facts = found.get("metadata")
    for part, name in (("kernelspec", "language"), ("language_info", "name")):
        held = facts.get(part) if isinstance(facts, dict) else None
        language = held.get(name) if isinstance(held, dict) else None
        if isinstance(language, str) and language and not language.lower().startswith(("python", "ipython")):
            raise NotNotebookError("notebook-language", language)


def join(found: list[dict[str, Any]]) -> Document:
    """What Jupyter would run: cells of code that are not empty and not tagged to be skipped."""
    cells: list[Cell] = []
    line, heading = 1, ""
    for index, held in enumerate(found):
        text = text_of(held.get("source"))
        if held.get("cell_type") != "code":
            headings = _HEADING.findall(text) if held.get("cell_type") == "markdown" else ()
            heading = headings[-1] if headings else heading
            continue
        tags = tags_of(held)
        if not text.strip() or "skip-execution" in tags:
            continue
        held_id = held.get("id")
        name = held_id if isinstance(held_id, str) else ""
        cells.append(Cell(index, len(cells) + 1, name, heading, line, text, "raises-exception" in tags))
        line += cells[-1].lines
        heading = ""
    return Document(tuple(cells), "\n".join(cell.text for cell in cells))


def text_of(source: Any) -> str:
    """A text, or its lines with their ends."""
    parts = source if isinstance(source, list) else [source]
    whole = "".join(part for part in parts if isinstance(part, str))
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def tags_of(cell: dict[str, Any]) -> list[Any]:
    facts = cell.get("metadata")
    tags = facts.get("tags") if isinstance(facts, dict) else None
    return tags if isinstance(tags, list) else []


def title_of(cell: Cell, text: str) -> str:
    """Of a cell with this text: its heading, else the first line that says something; a magic says how it is run."""
    return shortened(cell.heading or first_line(text))


def first_line(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip("# \t")]
    told = next((line for line in lines if line[0] not in "%!"), lines[0] if lines else "…")
    return told.lstrip("# ")


def shortened(title: str) -> str:
    flat = " ".join(title.split())
    return flat if len(flat) <= _LONGEST_TITLE else flat[: _LONGEST_TITLE - 1] + "…"

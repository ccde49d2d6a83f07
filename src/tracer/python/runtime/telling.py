"""Where a text is a secret by the names around it: `password = read()`, `config["token"]`, `def connect(password)`."""

from __future__ import annotations

from typing import Any

from .describing import is_secret_name, remember_secret

MARKS = "\"'[]. "


def make_note_secret(sites: Any) -> Any:
    """For one module: remembers a text that a site with a telling name made, before it is described."""
    known: dict[int, bool] = {}

    def note_secret(site: int, value: Any) -> None:
        if type(value) is not str:
            return
        telling = known.get(site)
        if telling is None:
            telling = known[site] = is_telling(sites, site)
        if telling:
            remember_secret(value)

    return note_secret


def is_telling(sites: Any, site: int) -> bool:
    """By its own name, or by what the statement that it stands in assigns."""
    _, parent, kind, op, name = sites[site - 1][:5]
    if op in ("getitem", "attribute") or (kind == "statement" and op in ("assign", "augassign")):
        return "," not in name and any(is_secret_name(part.strip(MARKS)) for part in name.split("["))
    above = sites[parent - 1] if parent else None
    return kind == "expression" and above is not None and above[2] == "statement" and is_telling(sites, parent)

"""One column of a summary, and the masking of columns whose name tells of a secret."""

from __future__ import annotations

from typing import Any

from .budget import Budget
from .cell import Cell, cell_of, cell_text
from .mask import MASK, is_masked_by_user, is_secret_name, mask_text, remember_secret

NAME_TEXT = 200
# Values of one secret column that are hidden elsewhere too.
REMEMBERED = 20


def column_name(label: object) -> str:
    if type(label) is str:
        return mask_text(label[:NAME_TEXT])
    if type(label) is tuple:
        return " / ".join(column_name(part) for part in label)
    cell = cell_of(label)
    return cell if type(cell) is str else cell_text(cell)[:NAME_TEXT]


def column_summary(name: str, type_name: str, facts: dict[str, Any], budget: Budget) -> dict[str, Any]:
    """Fields are those of src/protocol/artifact.ts. What was only sampled is said of the whole description."""
    if facts.pop("partial", False):
        budget.degrade("sample", "size")
    facts.pop("type", None)
    if is_secret_name(name):
        for field in ("min", "max", "mean", "top", "bins", "sampled"):
            facts.pop(field, None)
    return {"name": name, "type": type_name, **facts}


def masked_cells(name: str, cells: list[Cell]) -> list[Cell]:
    """Texts under a telling name are hidden; numbers and nulls stay."""
    if not is_secret_name(name):
        return cells
    if is_masked_by_user(name):
        return [cell if cell is None else MASK for cell in cells]
    for cell in cells[:REMEMBERED]:
        if type(cell) is str:
            remember_secret(cell)
    return [
        MASK if type(cell) is str or (type(cell) is list and cell[0] in ("text", "bytes")) else cell for cell in cells
    ]

"""A list of two or more flat records is a table: dicts with string keys, named tuples, and the rows of libraries."""

from __future__ import annotations

import zlib
from itertools import islice
from typing import Any

from .budget import MOST_COLUMNS, Budget
from .cell import Cell, cell_of
from .column import column_name, column_summary, masked_cells
from .description import Description
from .identity import identity
from .names import class_library, class_name
from .objects import object_facts
from .rows import row_as_dict

_LOOKED_AT = 60
# Records of more columns are looked at whole up to fewer rows.
_CELLS_OF_A_ROW = 5
_NESTED = frozenset(map(identity, (list, dict, tuple, set, frozenset)))
_FLAT = frozenset(map(identity, (int, float, str, bool, type(None), complex, bytes)))


def find_row_columns(value: Any, base: Any) -> list[str] | None:
    """Keys in order of first sight, or None where the items (a bounded number of them) are not flat records."""
    total = base.__len__(value)
    if total < 2 or row_as_dict(base.__getitem__(value, 0)) is None:
        return None
    names: dict[str, None] = {}
    for at in range(0, total, max(1, total // _LOOKED_AT)):
        row = row_as_dict(base.__getitem__(value, at))
        if row is None or not row or len(row) > 10_000 or not all(map(_is_text, row)):
            return None
        if not all(map(_is_flat, row.values())):
            return None
        names.update(dict.fromkeys(row))
    return list(names)


def _is_text(key: object) -> bool:
    return type(key) is str


def _is_flat(item: object) -> bool:
    cls = type(item)
    if identity(cls) in _FLAT:
        return True
    cell = None if identity(cls) in _NESTED else cell_of(item)
    return type(cell) is list and (
        cell[0] in ("date", "nat", "na", "text") or (cell[0] == "value" and cell[1] in _FLAT_VALUES)
    )


_FLAT_VALUES = frozenset(("Decimal", "UUID", "Path", "timedelta", "Fraction"))


def describe_rows(value: Any, base: Any, names: list[str], budget: Budget) -> Description:
    total = base.__len__(value)
    whole = total <= budget.full_objects and total * len(names) <= _CELLS_OF_A_ROW * budget.full_objects
    step = 1 if whole else max(2, total // budget.sample_objects)
    looked_at = base.__iter__(value) if step == 1 else islice(base.__iter__(value), 0, None, step)
    picked = [row for row in map(row_as_dict, looked_at) if row is not None]
    sampled = step > 1 or len(picked) < total
    if sampled:
        budget.degrade("sample", "size")
    names, uneven = _all_names(names, picked)
    columns: list[dict[str, Any]] = []
    for name in names[:MOST_COLUMNS]:
        if budget.is_over():
            budget.degrade("summary", "time")
            columns.append({"name": column_name(name), "type": "object"})
            continue
        facts = object_facts([row.get(name) for row in picked], sampled)
        if sampled and any(name not in row for row in uneven):
            facts["sparse"] = True
        columns.append(column_summary(column_name(name), facts["type"], facts, budget))
    summary: dict[str, Any] = {"shape": [total, len(names)], "columns": columns}
    if len(names) > len(columns):
        summary["columnsOmitted"] = len(names) - len(columns)
    cls = type(value)
    made = Description("table", class_name(cls), class_library(cls), summary)
    made.preview = _rows_preview(value, base, names, total, budget)
    made.fp = _fingerprint(columns, total, len(names))
    made.detail, made.why = budget.detail, budget.why or None
    return made


def _all_names(names: list[str], rows: list[dict[str, Any]]) -> tuple[list[str], list[dict[str, Any]]]:
    """Those that were seen first and the others, and the records of another length, which have not just the first. Keys
    are not compared: they may be objects of the program."""
    known = frozenset(names)
    uneven = [row for row in rows if len(row) != len(names)]
    others = {name: None for row in uneven for name in row if type(name) is str and name not in known}
    return [*names, *others], uneven


def _rows_preview(value: Any, base: Any, names: list[str], total: int, budget: Budget) -> dict[str, Any]:
    shown = names[: budget.columns]
    items = list(islice(base.__iter__(value), min(total, budget.rows)))
    head = [row if row is not None else item for row, item in zip(map(row_as_dict, items), items)]
    columns: list[list[Cell]] = []
    for name in shown:
        cells = [
            (cell_of(row[name]) if name in row else ["undefined"]) if type(row) is dict else cell_of(row)
            for row in head
        ]
        columns.append(masked_cells(name, cells))
    return {
        "form": "table",
        "columns": [column_name(name) for name in shown],
        "rows": [list(row) for row in zip(*columns)],
        "totalRows": total,
        "totalColumns": len(names),
    }


def _fingerprint(columns: list[dict[str, Any]], total: int, width: int) -> str | None:
    parts = [f"{column['name']}={column.get('fingerprint')}" for column in columns]
    if width > len(columns) or any(part.endswith("=None") for part in parts):
        return None
    sampled = "s:" if any(column["fingerprint"].startswith("s:") for column in columns) else ""
    return f"{sampled}{total}:{zlib.crc32(chr(0).join(parts).encode('utf-8', 'surrogatepass')):08x}"

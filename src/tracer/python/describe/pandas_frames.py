"""pandas 1.5 to 3: frames, series, indexes and what is derived from them lazily.

A frame is read through its blocks, never through its own methods: those cost far more, and a subclass may have its own.
"""

from __future__ import annotations

import weakref
import zlib
from typing import Any

from .budget import FULL_VALUES, MOST_COLUMNS, Budget
from .cell import Cell, cell_of, short_facts
from .column import column_name, column_summary, masked_cells
from .description import Description
from .identity import identity
from .names import class_library, class_name, instance_vars
from .numpy_arrays import cells_of
from .pandas_columns import Values, column_cells, column_facts, dtype_name
from .pandas_scalars import teach_scalars


def find_describer(cls: type, pd: dict[str, Any]) -> Any:
    if cls is pd.get("DataFrame"):
        return describe_frame
    if cls is pd.get("Series"):
        return describe_series
    if cls is pd.get("Index"):
        return describe_index
    base = pd.get("api")
    extensions = getattr(base, "extensions", None)
    if extensions is not None and cls is extensions.ExtensionArray:
        return describe_extension_array
    module = cls.__dict__.get("__module__", "")
    if type(module) is str and cls.__name__ in ("BaseGroupBy", "BaseWindow", "Resampler"):
        return describe_lazy
    return None


def prepare(pd: dict[str, Any]) -> None:
    teach_scalars(pd)
    for name in ("DataFrame", "Series"):
        short_facts[identity(pd[name])] = (pd[name], _short)


def _numpy() -> Any:
    import sys

    return sys.modules["numpy"]


def manager_of(value: Any) -> Any:
    own = instance_vars(value)
    if own is None:
        return None
    return own.get("_mgr", own.get("_data"))


def _short(value: Any) -> str:
    manager = manager_of(value)
    sizes = [f"{len(axis):,}" for axis in reversed(manager.axes)]
    return f"{class_name(type(value))} {' × '.join(sizes)}"


def placed_columns(manager: Any) -> list[tuple[Values, int]]:
    """For each column its values and, where they are a row of a two-dimensional block, which row; in column order."""
    columns: list[Any] = [None] * len(manager.axes[0])
    for block in manager.blocks:
        values = block.values
        two = values.ndim == 2
        for row, place in enumerate(block.mgr_locs.as_array.tolist()):
            columns[place] = (values, row if two else -1)
    return columns


def column_values(placed: tuple[Any, int]) -> Any:
    values, row = placed
    return values if row < 0 else values[row]


def describe_frame(value: Any, budget: Budget) -> Description:
    manager = manager_of(value)
    names, index = manager.axes[0], manager.axes[1]
    rows, width = len(index), len(names)
    placed = placed_columns(manager)
    labels = column_labels(names, max(budget.columns, MOST_COLUMNS))
    whole = rows * min(width, MOST_COLUMNS) <= budget.full_values
    if not whole:
        budget.degrade("sample", "size")
    columns = [_column(column_values(at), label, whole, budget) for at, label in zip(placed[:MOST_COLUMNS], labels)]
    summary: dict[str, Any] = {"shape": [rows, width], "columns": columns}
    if width > len(columns):
        summary["columnsOmitted"] = width - len(columns)
    described = index_text(index)
    if described:
        summary["index"] = described
    cls = type(value)
    made = Description("table", class_name(cls), class_library(cls), summary)
    made.preview = _frame_preview(placed, labels, index, rows, width, budget)
    made.fp = _frame_fingerprint(columns, rows, width, f"{described}{_index_fingerprint(index)}")
    made.detail, made.why = budget.detail, budget.why or None
    return made


_labels: dict[int, tuple[weakref.ref[Any], list[str]]] = {}
_MOST_LABELS = 500


def column_labels(names: Any, most: int) -> list[str]:
    """Indexes do not change, and frames made from one another share them."""
    known: Any = _labels.get(identity(names))
    if known is not None and known[0]() is names and len(known[1]) == min(most, len(names)):
        shared: list[str] = known[1]
        return shared
    labels = _read_labels(names, most)
    if len(_labels) >= _MOST_LABELS:
        _labels.clear()
    _labels[identity(names)] = (weakref.ref(names), labels)
    return labels


def _read_labels(names: Any, most: int) -> list[str]:
    shown = names[:most] if len(names) > most else names
    return [column_name(label) for label in shown.tolist()]


def _column(values: Any, label: str, whole: bool, budget: Budget) -> dict[str, Any]:
    if budget.is_over():
        budget.degrade("summary", "time")
        return {"name": label, "type": dtype_name(values)}
    return column_summary(label, dtype_name(values), column_facts(values, whole), budget)


def _frame_fingerprint(columns: list[dict[str, Any]], rows: int, width: int, index: str | None) -> str | None:
    if width > len(columns):
        return None
    parts: list[str] = [f"{rows}x{width}", index or ""]
    for column in columns:
        found = column.get("fingerprint")
        if found is None:
            return None
        parts.append(f"{column['name']}={found}")
    sampled = "s:" if any(part.partition("=")[2].startswith("s:") for part in parts[2:]) else ""
    return f"{sampled}{zlib.crc32(chr(0).join(parts).encode('utf-8', 'surrogatepass')):08x}"


def _index_fingerprint(index: Any) -> str:
    """Of the labels, where they are kept in one array; else the names alone stand for them."""
    if type(index).__name__ == "RangeIndex":
        return f"{index.start}:{index.stop}:{index.step}"
    values = None if index.nlevels > 1 else index.array
    if values is None:
        return ""
    return str(column_facts(getattr(values, "_ndarray", values), len(index) <= FULL_VALUES).get("fingerprint"))


def _frame_preview(
    placed: list[Any], labels: list[str], index: Any, rows: int, width: int, budget: Budget
) -> dict[str, Any]:
    shown = min(rows, budget.rows)
    columns = [
        masked_cells(label, column_cells(column_values(at)[:shown] if shown < rows else column_values(at)))
        for at, label in zip(placed[: budget.columns], labels)
    ]
    preview: dict[str, Any] = {"form": "table", "columns": labels[: len(columns)]}
    row_labels = index_cells(index, shown)
    if row_labels is not None:
        preview["index"] = row_labels
    preview["rows"] = [list(row) for row in zip(*columns)] if columns else [[] for _ in range(shown)]
    preview["totalRows"], preview["totalColumns"] = rows, width
    return preview


def _is_plain_range(index: Any) -> bool:
    return type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1


def index_text(index: Any) -> str | None:
    """What the row labels are, where they are not just 0..n-1."""
    names = list(index.names)
    if _is_plain_range(index) and names == [None]:
        return None
    known = [column_name(name) for name in names if name is not None]
    kind = class_name(type(index))
    return f"{', '.join(known)} ({kind})" if known else kind


def index_cells(index: Any, count: int) -> list[Cell] | None:
    if _is_plain_range(index):
        return None
    head = index[:count]
    if head.nlevels > 1:
        return [["value", "tuple", column_name(label)] for label in head.tolist()]
    return column_cells(head.array) if _has_array(head) else cells_of(_numpy(), head.values)


def _has_array(index: Any) -> bool:
    return type(index).__name__ != "RangeIndex"


def describe_series(value: Any, budget: Budget) -> Description:
    manager = manager_of(value)
    index = manager.axes[0]
    own = instance_vars(value) or {}
    name = own.get("_name")
    values = manager.blocks[0].values
    return _one_column(value, values, "" if name is None else column_name(name), index, budget)


def describe_index(value: Any, budget: Budget) -> Description:
    if value.nlevels > 1:
        shape = [len(value), value.nlevels]
        summary: dict[str, Any] = {"shape": shape, "index": index_text(value), "dtype": "MultiIndex"}
        items = index_cells(value, min(len(value), budget.items))
        made = Description("series", class_name(type(value)), "pandas", summary)
        made.preview = {"form": "items", "items": items, "total": shape[0]}
        return made
    name = value.names[0]
    return _one_column(
        value,
        value.array if _has_array(value) else value.values,
        "" if name is None else column_name(name),
        None,
        budget,
    )


def describe_extension_array(value: Any, budget: Budget) -> Description:
    return _one_column(value, value, "", None, budget)


def _one_column(value: Any, values: Any, label: str, index: Any, budget: Budget) -> Description:
    rows = len(values)
    whole = rows <= budget.full_values
    if not whole:
        budget.degrade("sample", "size")
    column = _column(values, label, whole, budget)
    summary: dict[str, Any] = {"shape": [rows], "columns": [column], "dtype": column["type"]}
    for field in ("nulls", "min", "max", "mean"):
        if field in column:
            summary[field] = column[field]
    described = None if index is None else index_text(index)
    if described:
        summary["index"] = described
    shown = min(rows, budget.rows)
    cells = masked_cells(label, column_cells(values[:shown] if shown < rows else values))
    cls = type(value)
    made = Description("series", class_name(cls), class_library(cls), summary, fp=column.get("fingerprint"))
    preview: dict[str, Any] = {"form": "table", "columns": [label]}
    row_labels = None if index is None else index_cells(index, shown)
    if row_labels is not None:
        preview["index"] = row_labels
    preview.update(rows=[[cell] for cell in cells], totalRows=rows, totalColumns=1)
    made.preview = preview
    made.detail, made.why = budget.detail, budget.why or None
    return made


def describe_lazy(value: Any, budget: Budget) -> Description:
    """Group-by, rolling and resampling objects: what they stand on, nothing computed."""
    own = instance_vars(value) or {}
    fields: dict[str, list[str]] = {}
    for name in ("keys", "level", "as_index", "dropna", "window", "min_periods", "center", "closed", "_selection"):
        if own.get(name) is not None:
            cell = cell_of(own[name])
            text = cell if type(cell) is str else (cell[-1] if type(cell) is list else repr(cell))
            fields[name.lstrip("_")] = [class_name(type(own[name])), str(text)]
    summary: dict[str, Any] = {"progress": "pending"}
    source = own.get("obj")
    if source is not None and manager_of(source) is not None:
        summary["shape"] = [len(axis) for axis in reversed(manager_of(source).axes)]
        fields["obj"] = [class_name(type(source)), _short(source)]
    if fields:
        summary["fields"] = fields
    return Description("lazy", class_name(type(value)), "pandas", summary)

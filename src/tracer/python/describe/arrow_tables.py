"""pyarrow: tables, record batches, arrays, and datasets (which are described by their schema, not read)."""

from __future__ import annotations

import zlib
from typing import Any

from .arrow_columns import arrow_facts
from .budget import MOST_COLUMNS, Budget
from .cell import cell_of, many_cells, short_facts
from .column import column_name, column_summary, masked_cells
from .description import Description
from .identity import identity
from .names import class_library, class_name


def find_describer(cls: type, pa: dict[str, Any]) -> Any:
    if cls is pa.get("Table") or cls is pa.get("RecordBatch"):
        return describe_table
    if cls is pa.get("Array") or cls is pa.get("ChunkedArray"):
        return describe_array
    if cls is pa.get("Scalar"):
        return describe_scalar
    if cls is pa.get("RecordBatchReader"):
        return describe_reader
    return describe_dataset if cls.__name__ == "Dataset" else None


def prepare(pa: dict[str, Any]) -> None:
    table = pa["Table"]
    short_facts[identity(table)] = (table, lambda value: f"Table {value.num_rows:,} × {value.num_columns:,}")


def describe_table(value: Any, budget: Budget) -> Description:
    rows, width = value.num_rows, value.num_columns
    whole = rows * min(width, MOST_COLUMNS) <= budget.full_values
    if not whole:
        budget.degrade("sample", "size")
    labels = [column_name(name) for name in value.schema.names]
    columns = [_column(value.column(at), labels[at], whole, budget) for at in range(min(width, MOST_COLUMNS))]
    summary: dict[str, Any] = {"shape": [rows, width], "columns": columns, "bytes": value.nbytes}
    if width > len(columns):
        summary["columnsOmitted"] = width - len(columns)
    made = Description("table", class_name(type(value)), class_library(type(value)), summary)
    made.preview = table_preview(value, rows, budget)
    parts = [f"{column['name']}={column.get('fingerprint')}" for column in columns]
    if width == len(columns) and not any(part.endswith("=None") for part in parts):
        made.fp = f"{rows}:{zlib.crc32(chr(0).join(parts).encode('utf-8', 'surrogatepass')):08x}"
    made.detail, made.why = budget.detail, budget.why or None
    return made


def table_preview(value: Any, rows: int, budget: Budget) -> dict[str, Any]:
    """The first rows of a table; `rows` is the length of the whole that it may be a part of."""
    width = value.num_columns
    labels = [column_name(name) for name in value.schema.names[: budget.columns]]
    shown = min(value.num_rows, budget.rows)
    cells = [masked_cells(label, _cells(value.column(at), shown)) for at, label in enumerate(labels)]
    return {
        "form": "table",
        "columns": labels,
        "rows": [list(row) for row in zip(*cells)],
        "totalRows": rows,
        "totalColumns": width,
    }


def _column(values: Any, label: str, whole: bool, budget: Budget) -> dict[str, Any]:
    kind = str(values.type)
    if budget.is_over():
        budget.degrade("summary", "time")
        return {"name": label, "type": kind, "nulls": values.null_count}
    return column_summary(label, kind, arrow_facts(values, whole), budget)


def _cells(values: Any, count: int) -> list[Any]:
    return many_cells(values.slice(0, count).to_pylist())


def describe_array(value: Any, budget: Budget) -> Description:
    total = len(value)
    whole = total <= budget.full_values
    if not whole:
        budget.degrade("sample", "size")
    column = _column(value, "", whole, budget)
    summary: dict[str, Any] = {"shape": [total], "columns": [column], "dtype": column["type"]}
    for field in ("nulls", "min", "max", "mean"):
        if field in column:
            summary[field] = column[field]
    made = Description("series", class_name(type(value)), class_library(type(value)), summary)
    rows = [[cell] for cell in _cells(value, min(total, budget.rows))]
    made.preview = {"form": "table", "columns": [""], "rows": rows, "totalRows": total, "totalColumns": 1}
    made.fp = column.get("fingerprint")
    made.detail, made.why = budget.detail, budget.why or None
    return made


def describe_scalar(value: Any, budget: Budget) -> Description:
    return Description(
        "scalar", class_name(type(value)), "pyarrow", {"value": cell_of(value.as_py()), "dtype": str(value.type)}
    )


def _schema_fields(schema: Any) -> list[dict[str, Any]]:
    return [{"name": column_name(field.name), "type": str(field.type)} for field in list(schema)[:MOST_COLUMNS]]


def describe_reader(value: Any, budget: Budget) -> Description:
    return Description(
        "lazy", class_name(type(value)), "pyarrow", {"progress": "pending", "columns": _schema_fields(value.schema)}
    )


def describe_dataset(value: Any, budget: Budget) -> Description:
    return Description(
        "lazy", class_name(type(value)), "pyarrow", {"progress": "pending", "columns": _schema_fields(value.schema)}
    )

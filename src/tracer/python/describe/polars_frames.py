"""Polars: frames and series through Polars' own operations, lazy frames by their last operation only.

A lazy frame is never asked for its schema or whole plan: both open the files it scans, and may call functions of the
program.
"""

from __future__ import annotations

import zlib
from typing import Any

from .budget import COUNTED_VALUES, MOST_COLUMNS, SAMPLE_VALUES, Budget
from .cell import cell_of, many_cells, short_facts, text_cell
from .checksum import array_fingerprint
from .column import column_name, column_summary, masked_cells
from .description import Description
from .identity import identity
from .mask import mask_text
from .named_facts import describe_by, facts_of
from .names import class_library, class_name, class_vars, instance_vars, module_vars
from .objects import TOP
from .vector import once, vector_facts

MOST_TEXT = 2_000
_NUMBERS = ("Int", "UInt", "Float", "Boolean", "Date", "Duration")


def find_describer(cls: type, pl: dict[str, Any]) -> Any:
    if cls is pl.get("DataFrame"):
        return describe_frame
    if cls is pl.get("Series"):
        return describe_series
    if cls is pl.get("LazyFrame"):
        return describe_lazy_frame
    if cls is pl.get("Expr"):
        return describe_expression
    if cls.__name__ in ("GroupBy", "LazyGroupBy", "DynamicGroupBy", "RollingGroupBy"):
        return describe_grouped
    return None


def prepare(pl: dict[str, Any]) -> None:
    short_facts[identity(pl["DataFrame"])] = (
        pl["DataFrame"],
        lambda value: f"DataFrame {value.height:,} × {value.width:,}",
    )
    short_facts[identity(pl["Series"])] = (pl["Series"], lambda value: f"Series {len(value):,} {value.dtype}")


def describe_lazy_frame(value: Any, budget: Budget) -> Description:
    """The last operation of a plan is what Polars tells without going into the plan's sources."""
    summary: dict[str, Any] = {"progress": "pending"}
    plan = (instance_vars(value) or {}).get("_ldf")
    if plan is not None and "_node_name" in class_vars(type(plan)):
        summary["plan"] = str(class_vars(type(plan))["_node_name"](plan))
    return Description("lazy", class_name(type(value)), "polars", summary)


def describe_grouped(value: Any, budget: Budget) -> Description:
    own = instance_vars(value)
    names = ("df", "by", "time_column", "index_column", "every", "period", "offset", "group_by", "closed")
    return describe_by("lazy", value, {"progress": "pending"}, facts_of(own, names))


def describe_expression(value: Any, budget: Budget) -> Description:
    """As Polars writes it: the expression's own tree, which knows no data."""
    held = (instance_vars(value) or {}).get("_pyexpr")
    own = {} if held is None else class_vars(type(held))
    text = own["to_str"](held) if "to_str" in own else ""
    return describe_by("lazy", value, {"progress": "pending", "plan": mask_text(str(text)[:MOST_TEXT])})


def _exact(value: Any, name: str) -> Any:
    """The same data as an object of the library's own class, so that a subclass is not called."""
    cls = (module_vars("polars") or {})[name]
    if type(value) is cls:
        return value
    own = instance_vars(value) or {}
    return cls._from_pydf(own["_df"]) if name == "DataFrame" else cls._from_pyseries(own["_s"])


def describe_frame(value: Any, budget: Budget) -> Description:
    frame = _exact(value, "DataFrame")
    rows, width = frame.height, frame.width
    whole = rows * min(width, MOST_COLUMNS) <= budget.full_values
    if not whole:
        budget.degrade("sample", "size")
    names = frame.columns
    shown = [frame.get_column(name) for name in names[: max(MOST_COLUMNS, min(budget.columns, width))]]
    columns = [series_summary(series, whole, budget) for series in shown[:MOST_COLUMNS]]
    summary: dict[str, Any] = {"shape": [rows, width], "columns": columns}
    if width > len(columns):
        summary["columnsOmitted"] = width - len(columns)
    made = Description("table", class_name(type(value)), class_library(type(value)), summary)
    made.preview = preview_of(shown[: budget.columns], rows, width, budget)
    made.fp = None if width > len(columns) else _fingerprint(columns, rows)
    made.detail, made.why = budget.detail, budget.why or None
    return made


def preview_of(shown: list[Any], rows: int, width: int, budget: Budget) -> dict[str, Any]:
    labels = [column_name(series.name) for series in shown]
    cells = [
        masked_cells(label, many_cells(series.head(min(rows, budget.rows)).to_list()))
        for label, series in zip(labels, shown)
    ]
    table = [list(row) for row in zip(*cells)]
    return {"form": "table", "columns": labels, "rows": table, "totalRows": rows, "totalColumns": width}


def _fingerprint(columns: list[dict[str, Any]], rows: int) -> str | None:
    parts = [f"{column['name']}={column.get('fingerprint')}" for column in columns]
    if any(part.endswith("=None") for part in parts):
        return None
    sampled = "s:" if any(column["fingerprint"].startswith("s:") for column in columns) else ""
    return f"{sampled}{rows}:{zlib.crc32(chr(0).join(parts).encode('utf-8', 'surrogatepass')):08x}"


def describe_series(value: Any, budget: Budget) -> Description:
    series = _exact(value, "Series")
    whole = len(series) <= budget.full_values
    if not whole:
        budget.degrade("sample", "size")
    column = series_summary(series, whole, budget)
    summary: dict[str, Any] = {"shape": [len(series)], "columns": [column], "dtype": column["type"]}
    for field in ("nulls", "min", "max", "mean"):
        if field in column:
            summary[field] = column[field]
    made = Description("series", class_name(type(value)), class_library(type(value)), summary)
    made.preview = preview_of([series], len(series), 1, budget)
    made.fp = column.get("fingerprint")
    made.detail, made.why = budget.detail, budget.why or None
    return made


def series_summary(series: Any, whole: bool, budget: Budget) -> dict[str, Any]:
    name, type_name = column_name(series.name), str(series.dtype)
    if class_name(type(series.dtype)) == "Object" or budget.is_over():
        if budget.is_over():
            budget.degrade("summary", "time")
        return {"name": name, "type": type_name, "nulls": series.null_count()}
    facts = _series_facts(series, type_name, whole)
    facts["nulls"] = series.null_count()
    return column_summary(name, type_name, facts, budget)


def _series_facts(series: Any, type_name: str, whole: bool) -> dict[str, Any]:
    """Of a sample the counts of values say how often they are in the sample."""
    part = series if whole else series.gather_every(max(1, len(series) // SAMPLE_VALUES))
    mark = "" if whole else "s:"
    np = _loaded_numpy()
    if np is not None and type_name.startswith(_NUMBERS) and not type_name.startswith("Int128"):
        present = part.drop_nulls() if part.null_count() else part
        facts = vector_facts(np, present.to_numpy(), True)
        if present is not part:
            facts["fingerprint"] = f"{facts['fingerprint']}+{array_fingerprint(np, part.is_null().to_numpy())}"
        facts["fingerprint"] = mark + type_name[:1] + facts["fingerprint"]
        if not whole:
            facts.pop("distinct", None)
        return facts
    if type_name.startswith(("List", "Struct", "Array", "Object", "Unknown")):
        return {}
    fingerprint = f"{mark}{type_name}{len(series)}:{_hash_print(part, np)}"
    return once(fingerprint, lambda: {**_other_facts(series, part, type_name), "fingerprint": fingerprint})


def _other_facts(series: Any, part: Any, type_name: str) -> dict[str, Any]:
    """Of texts, moments and what else is no number in a buffer."""
    facts: dict[str, Any] = {}
    if type_name.startswith(("String", "Utf8", "Categorical", "Enum", "Boolean")):
        if len(part) > COUNTED_VALUES:
            part = part.gather_every(len(part) // COUNTED_VALUES).head(COUNTED_VALUES)
        if len(part) < len(series):
            facts["sampled"] = len(part)
        counted = part.drop_nulls().value_counts(sort=True)
        if len(part) == len(series):
            facts["distinct"] = counted.height
        top = counted.head(TOP).rows()
        facts["top"] = [[text_cell(item, 80) if type(item) is str else cell_of(item), count] for item, count in top]
    elif part.null_count() < len(part):
        facts["min"], facts["max"] = cell_of(part.min()), cell_of(part.max())
        mean = part.mean() if type_name.startswith(("Int", "UInt", "Float", "Decimal")) else None
        if mean is not None and mean == mean and abs(mean) != float("inf"):
            facts["mean"] = float(mean)
    return facts


def _loaded_numpy() -> Any:
    import sys

    return (
        sys.modules["numpy"] if module_vars("numpy") is not None and "ndarray" in (module_vars("numpy") or {}) else None
    )


def _hash_print(part: Any, np: Any) -> str:
    hashes = part.hash(0)
    if np is not None:
        return array_fingerprint(np, hashes.to_numpy())
    total = hashes.sum()
    return f"{total}:{zlib.crc32(repr(hashes.gather_every(max(1, len(part) // 500)).to_list()).encode()):08x}"

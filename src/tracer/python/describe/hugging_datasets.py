"""Hugging Face data sets: the Arrow table they stand on, row by row through their index; streams and transforms are
not run.

Features such as images are shown as they are stored: nothing is decoded. Of a table that is mapped from disk only the
rows of the preview are read.
"""

from __future__ import annotations

from typing import Any

from .arrow_tables import describe_table, table_preview
from .budget import MOST_COLUMNS, Budget
from .column import column_name
from .description import Description
from .named_facts import Fields, describe_by, said
from .names import class_library, class_name, derives, instance_vars, module_vars


def find_describer(cls: type, datasets: dict[str, Any]) -> Any:
    if cls is datasets.get("Dataset"):
        return describe_dataset
    if cls is datasets.get("IterableDataset"):
        return describe_stream
    return describe_splits if cls in (datasets.get("DatasetDict"), datasets.get("IterableDatasetDict")) else None


def _table_of(own: dict[str, Any]) -> Any:
    return (instance_vars(own.get("_data")) or {}).get("table")


def _columns(features: Any) -> list[dict[str, Any]]:
    if not derives(type(features), dict):
        return []
    kinds = [(name, (instance_vars(feature) or {})) for name, feature in list(dict.items(features))[:MOST_COLUMNS]]
    return [
        {
            "name": column_name(name),
            "type": own["dtype"] if type(own.get("dtype")) is str else class_name(type(feature)),
        }
        for (name, own), feature in zip(kinds, dict.values(features))
    ]


def describe_dataset(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    table, indices = _table_of(own), (instance_vars(own.get("_indices")) or {}).get("table")
    in_memory = class_name(type(own.get("_data"))) == "InMemoryTable"
    if indices is None and in_memory:
        made = describe_table(table, budget)
        made.type, made.lib = class_name(type(value)), class_library(type(value))
        columns = made.summary["columns"]
    else:
        rows = table.num_rows if indices is None else indices.num_rows
        columns = _columns((instance_vars(own.get("_info")) or {}).get("features"))
        made = describe_by("table", value, {"shape": [rows, table.num_columns], "columns": columns})
        shown = min(rows, budget.rows)
        made.preview = table_preview(_first_rows(table, indices, shown), rows, budget)
        made.detail, made.why = "summary", "mapped from disk" if indices is None else "rows through an index"
    fields: Fields = {}
    if own.get("_split") is not None:
        fields["split"] = said("split", str((instance_vars(own["_split"]) or {}).get("_name", own["_split"])))
    for name in ("_format_type", "_fingerprint"):
        if type(own.get(name)) is str:
            fields[name.strip("_")] = said("str", own[name])
    made.summary["fields"] = fields
    if made.fp is None and type(own.get("_fingerprint")) is str:
        made.fp = f"h:{own['_fingerprint']}"
    return made


def _first_rows(table: Any, indices: Any, count: int) -> Any:
    if indices is None:
        return table.slice(0, count)
    places = indices.column(0).slice(0, count).to_pylist()
    pa = module_vars("pyarrow") or {}
    return pa["concat_tables"]([table.slice(at, 1) for at in places]) if places else table.slice(0, 0)


def describe_stream(value: Any, budget: Budget) -> Description:
    """The chain of what will be done to each example, the last first."""
    own = instance_vars(value) or {}
    steps: list[str] = []
    source = own.get("_ex_iterable")
    while source is not None and len(steps) < 60:
        steps.append(class_name(type(source)))
        source = (instance_vars(source) or {}).get("ex_iterable")
    summary: dict[str, Any] = {"progress": "pending", "plan": "\n".join(steps)}
    columns = _columns((instance_vars(own.get("_info")) or {}).get("features"))
    if columns:
        summary["columns"] = columns
    return describe_by("lazy", value, summary)


def describe_splits(value: Any, budget: Budget) -> Description:
    fields: Fields = {}
    for name, part in list(dict.items(value))[:60]:
        own = instance_vars(part) or {}
        indices, table = (instance_vars(own.get("_indices")) or {}).get("table"), _table_of(own)
        rows = "streamed" if table is None else f"{(table if indices is None else indices).num_rows:,}"
        width = "" if table is None else f" × {table.num_columns:,}"
        fields[column_name(name)] = said(class_name(type(part)), f"{rows}{width}")
    made = describe_by("record", value, {"shape": [dict.__len__(value)]}, fields)
    made.preview = {
        "form": "entries",
        "entries": [[name, text[1]] for name, text in fields.items()],
        "total": len(fields),
    }
    return made

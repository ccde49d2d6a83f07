"""DuckDB: relations by their columns and the SQL they stand for, connections by the columns of their open result.

A relation is never run: not counted (`shape`, `len`), not explained, not shown. DuckDB 2 refreshes a relation's
schema when
it is asked for its columns, so there they are read from where the relation keeps them.
"""

from __future__ import annotations

from typing import Any

from .budget import MOST_COLUMNS, Budget
from .cell import SHORT_TEXT, short_text
from .column import column_name
from .description import Description
from .mask import mask_text
from .named_facts import Fields, describe_by, said
from .names import class_library, class_name, class_vars, slot_value, stored

PLAN_TEXT = 4_000
MOST_STEPS = 60


def find_describer(cls: type, duckdb: dict[str, Any]) -> Any:
    if cls is duckdb.get("DuckDBPyRelation"):
        return describe_relation
    return describe_connection if cls is duckdb.get("DuckDBPyConnection") else None


def describe_relation(value: Any, budget: Budget) -> Description:
    schema = slot_value(value, "_schema")
    if type(schema) is tuple and len(schema) == 2:
        names, types, plan = schema[0], schema[1], _steps_text(value)
    else:
        own = class_vars(type(value))
        names, types = own["columns"].__get__(value), own["types"].__get__(value)
        plan = _query_text(value, own)
    summary: dict[str, Any] = {"progress": "pending"}
    summary["columns"] = [
        {"name": column_name(name), "type": str(kind)} for name, kind in list(zip(names, types))[:MOST_COLUMNS]
    ]
    if len(names) > MOST_COLUMNS:
        summary["columnsOmitted"] = len(names) - MOST_COLUMNS
    if plan:
        summary["plan"] = mask_text(plan[:PLAN_TEXT])
    made = Description("lazy", class_name(type(value)), "duckdb", summary)
    if plan:
        made.preview = {"form": "text", "text": summary["plan"][: budget.text], "total": len(plan)}
    return made


def _query_text(value: Any, own: Any) -> str:
    """DuckDB 1 writes the query of a relation from its tree; some relations have none."""
    try:
        return str(own["sql_query"](value))
    except Exception:
        return ""


def _steps_text(value: Any) -> str:
    """DuckDB 2 keeps steps: the last first, each with what it was given, then what the first of its inputs did."""
    lines: list[str] = []
    while value is not None and len(lines) < MOST_STEPS:
        step = stored(value, "_step")
        given = [item.strip() if type(item) is str else short_text(item) for item in _own_of(step).values() if item]
        lines.append(f"{class_name(type(step)).lstrip('_')} {' '.join(given)}".rstrip()[: 4 * SHORT_TEXT])
        inputs = stored(value, "_inputs")
        value = inputs[0] if type(inputs) is tuple and inputs else None
    return "\n".join(lines)


def _own_of(step: Any) -> dict[str, Any]:
    """A step's plain fields: texts, names and numbers that the library's own data class holds."""
    cls = type(step)
    if class_library(cls) != "duckdb":
        return {}
    held = {name: stored(step, name) for name in class_vars(cls).get("__dataclass_fields__", {})}
    return {name: item for name, item in held.items() if type(item) in (str, int, tuple, list)}


def describe_connection(value: Any, budget: Budget) -> Description:
    own = class_vars(type(value))
    fields: Fields = {}
    described = own["description"].__get__(value) if "description" in own else None
    if described:
        columns = [f"{column_name(part[0])} {part[1]}" for part in described[:MOST_COLUMNS]]
        fields["result"] = said("columns", ", ".join(columns))
    return describe_by("connection", value, {}, fields)

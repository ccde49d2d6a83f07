"""Dask: collections by what they know without computing: columns, types, chunks, and the chain of expressions.

Nothing is computed, and no length, partition count or schema is asked of an expression that has not worked it out
already.
"""

from __future__ import annotations

import re
from typing import Any

from .budget import MOST_COLUMNS, Budget
from .cell import short_text
from .column import column_name
from .description import Description
from .named_facts import Fields, describe_by, fact, facts_of, said
from .names import class_library, class_module, class_mro, class_name, instance_vars, slot_value
from .pandas_columns import dtype_name
from .pandas_frames import column_values, manager_of, placed_columns

MOST_STEPS = 60
# What makes a key unique: `sum-0192dcb9…` is a sum.
_TOKEN = re.compile(r"-[0-9a-f]{8}[0-9a-f-]*$")


def find_describer(cls: type, dask: dict[str, Any]) -> Any:
    name, module = class_name(cls), class_module(cls)
    if name in ("FrameBase", "_Frame") and module.startswith("dask.dataframe."):
        return describe_frame
    if name in ("GroupBy", "_GroupBy") and module.startswith("dask.dataframe."):
        return describe_groups
    if name == "Array" and module.startswith("dask.array."):
        return describe_array
    if name == "Bag":
        return describe_bag
    return describe_delayed if name == "Delayed" else None


def describe_frame(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    expression = own.get("_expr")
    held = own if expression is None else instance_vars(expression) or {}
    summary: dict[str, Any] = {"progress": "pending"}
    columns = _columns_of(held.get("_meta"))
    if columns:
        summary["columns"] = columns[:MOST_COLUMNS]
        if len(columns) > MOST_COLUMNS:
            summary["columnsOmitted"] = len(columns) - MOST_COLUMNS
    plan = _chain_text(expression) if expression is not None else ""
    made = Description("lazy", class_name(type(value)), class_library(type(value)), summary)
    if plan:
        summary["plan"] = plan
        made.preview = {"form": "text", "text": plan[: budget.text], "total": len(plan)}
    divisions = held.get("divisions", held.get("_divisions"))
    if type(divisions) is tuple:
        summary["fields"] = {"partitions": fact(len(divisions) - 1)}
    return made


def _columns_of(meta: Any) -> list[dict[str, Any]]:
    """`_meta` is an empty frame of pandas that tells of columns and types."""
    manager = manager_of(meta) if class_library(type(meta)) == "pandas" else None
    if manager is None:
        return []
    if len(manager.axes) == 1:
        name = (instance_vars(meta) or {}).get("_name")
        return [{"name": column_name("" if name is None else name), "type": dtype_name(manager.blocks[0].values)}]
    names = manager.axes[0].tolist()
    return [
        {"name": column_name(name), "type": dtype_name(column_values(at))}
        for name, at in zip(names, placed_columns(manager))
    ]


def _chain_text(expression: Any) -> str:
    """The last step first: each with its plain operands, then what its first operand did."""
    lines: list[str] = []
    while expression is not None and len(lines) < MOST_STEPS:
        operands = (instance_vars(expression) or {}).get("operands")
        given = operands if type(operands) is list else []
        words = [short_text(item) for item in given if type(item) in (str, int, float, list, tuple) and item != []]
        lines.append(f"{class_name(type(expression))} {' '.join(words)}".rstrip())
        expression = next((item for item in given if _is_expression(item)), None)
    return "\n".join(lines)


def _is_expression(item: object) -> bool:
    return any(class_name(base) == "Expr" and class_library(base) == "dask" for base in class_mro(type(item)))


def describe_groups(value: Any, budget: Budget) -> Description:
    own = instance_vars(value)
    return describe_by("lazy", value, {"progress": "pending"}, facts_of(own, ("by", "obj", "_slice", "sort", "dropna")))


def describe_array(value: Any, budget: Budget) -> Description:
    chunks = slot_value(value, "_Array__chunks")
    meta = slot_value(value, "_meta")
    summary: dict[str, Any] = {"progress": "pending"}
    fields: Fields = {}
    if type(chunks) is tuple and all(type(sizes) is tuple for sizes in chunks):
        totals = [sum(sizes) for sizes in chunks]
        if all(total == total for total in totals):
            summary["shape"] = [int(total) for total in totals]
        fields["chunks"] = said("tuple", " × ".join(f"{len(sizes)} of {max(sizes, default=0)}" for sizes in chunks))
    if class_library(type(meta)) == "numpy":
        summary["dtype"] = str(meta.dtype)
    return describe_by("lazy", value, summary, fields)


def describe_bag(value: Any, budget: Budget) -> Description:
    return describe_by("lazy", value, {"progress": "pending"}, _bag_facts(value))


def _bag_facts(value: Any) -> Fields:
    own = instance_vars(value) or {}
    name = own.get("name")
    fields = facts_of(own, ("npartitions",))
    if type(name) is str:
        fields["last step"] = said("str", _TOKEN.sub("", name))
    return fields


def describe_delayed(value: Any, budget: Budget) -> Description:
    key = slot_value(value, "_key")
    name = key if type(key) is str else short_text(key)
    return describe_by("lazy", value, {"progress": "pending", "plan": _TOKEN.sub("", name)})

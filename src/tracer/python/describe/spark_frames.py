"""PySpark: frames by their schema and the plan that Spark has analysed already. No job is started, nothing is
optimised.

In local mode a frame lives in the Java process: its schema and its analysed plan are there since the frame was made,
and are
read past the Python object, which keeps no trace of it. Frames of a Connect session would ask the server: only what the
object holds is told.
"""

from __future__ import annotations

import json
from typing import Any

from .budget import MOST_COLUMNS, Budget
from .cell import short_facts
from .column import column_name
from .description import Description
from .identity import identity
from .mask import mask_text
from .named_facts import describe_by, facts_of, said
from .names import class_attribute, class_library, class_module, class_name, instance_vars
from .records import describe_fields
from .rows import row_shapes
from .sequences import describe_sequence

PLAN_TEXT = 8_000


def find_describer(cls: type, sql: dict[str, Any]) -> Any:
    module, name = class_module(cls), class_name(cls)
    if cls is sql.get("DataFrame") or (name == "DataFrame" and module.startswith("pyspark.sql.")):
        return describe_frame
    if cls is sql.get("Column") or (name == "Column" and module.startswith("pyspark.sql.")):
        return describe_column
    if cls is sql.get("Row"):
        return describe_row
    if cls is sql.get("GroupedData"):
        return describe_groups
    if cls is sql.get("SparkSession") or name == "SparkContext":
        return describe_session
    if name == "RDD":
        return describe_rdd
    return describe_stage if name == "Params" and module == "pyspark.ml.param" else None


def prepare(sql: dict[str, Any]) -> None:
    row = sql["Row"]
    row_shapes[identity(row)] = (row, row_names, tuple.__iter__)
    frame = sql["DataFrame"]
    short_facts[identity(frame)] = (frame, lambda value: "DataFrame")


def row_names(row: Any) -> tuple[str, ...] | None:
    names = (instance_vars(row) or {}).get("__fields__")
    return tuple(names) if type(names) is list and all(type(name) is str for name in names) else None


def describe_row(value: Any, budget: Budget) -> Description:
    names = row_names(value)
    if names is None:
        return describe_sequence(value, budget)
    return describe_fields(value, list(zip(names, tuple.__iter__(value))), budget)


def describe_frame(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    summary: dict[str, Any] = {"progress": "pending"}
    made = Description("lazy", class_name(type(value)), class_library(type(value)), summary)
    frame = own.get("_jdf")
    if frame is None:
        made.detail, made.why = "type", "known to the server only"
        return made
    fields = json.loads(frame.schema().json())["fields"]
    summary["columns"] = [
        {"name": column_name(field["name"]), "type": _type_text(field["type"])} for field in fields[:MOST_COLUMNS]
    ]
    if len(fields) > MOST_COLUMNS:
        summary["columnsOmitted"] = len(fields) - MOST_COLUMNS
    if not budget.is_over():
        plan = mask_text(str(frame.queryExecution().analyzed().toString()).strip())
        summary["plan"] = plan[:PLAN_TEXT]
        made.preview = {"form": "text", "text": plan[: budget.text], "total": len(plan)}
    if own.get("is_cached"):
        summary["fields"] = {"cached": ["bool", "True"]}
    return made


def _type_text(given: Any) -> str:
    """Spark's own short form: `bigint`, `array<string>`, `struct<a:int>`."""
    if type(given) is str:
        return {"long": "bigint", "integer": "int", "short": "smallint", "byte": "tinyint"}.get(given, given)
    kind = given.get("type")
    if kind == "array":
        return f"array<{_type_text(given['elementType'])}>"
    if kind == "map":
        return f"map<{_type_text(given['keyType'])},{_type_text(given['valueType'])}>"
    if kind == "struct":
        inner = [f"{field['name']}:{_type_text(field['type'])}" for field in given["fields"]]
        return f"struct<{','.join(inner)}>"
    return str(kind)


def describe_column(value: Any, budget: Budget) -> Description:
    expression = (instance_vars(value) or {}).get("_jc")
    summary: dict[str, Any] = {"progress": "pending"}
    if expression is not None:
        summary["plan"] = mask_text(str(expression.toString()))[: 4 * 120]
    return Description("lazy", class_name(type(value)), class_library(type(value)), summary)


def describe_groups(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    frame = own.get("_df")
    return describe_by("lazy", value, {"progress": "pending"}, {"of": said(class_name(type(frame)), "grouped rows")})


def describe_rdd(value: Any, budget: Budget) -> Description:
    """`_jrdd` of a chain is made when it is first asked for: only the functions that the chain was built of are
    named."""
    own = instance_vars(value) or {}
    fields = facts_of(own, ("func", "prev", "is_cached", "is_checkpointed"))
    return describe_by("lazy", value, {"progress": "pending"}, fields)


def describe_session(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    context = instance_vars(own.get("_sc")) or own
    return describe_by("connection", value, {}, facts_of(context, ("appName", "master")))


def describe_stage(value: Any, budget: Budget) -> Description:
    """Estimators, transformers and models: the parameters that were set, from the maps that the stage keeps."""
    own = instance_vars(value) or {}
    parameters: dict[str, str] = {}
    for held in (own.get("_defaultParamMap"), own.get("_paramMap")):
        for parameter, item in held.items() if type(held) is dict else ():
            name = (instance_vars(parameter) or {}).get("name")
            if type(name) is str:
                parameters.update({key: text[1] for key, text in facts_of({name: item}, [name]).items()})
    fitted = class_attribute(type(value), "fit") is None and class_attribute(type(value), "hasSummary") is not None
    made = Description("model", class_name(type(value)), class_library(type(value)), {"parameters": parameters})
    if fitted:
        made.summary["fitted"] = True
    stages = own.get("stages")
    if type(stages) is list:
        made.summary["parts"] = [[str(at), class_name(type(stage))] for at, stage in enumerate(stages[:50])]
    return made

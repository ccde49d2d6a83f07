"""SQLAlchemy: results by their columns, rows by their values, statements by their text, engines without their password.

A result is never fetched from, a query never executed, an object that expired never refreshed, a lazy relation never
loaded.
"""

from __future__ import annotations

from typing import Any

from .budget import MOST_COLUMNS, Budget
from .column import column_name
from .description import Description
from .identity import identity
from .named_facts import Fields, describe_by, facts_of, said
from .names import class_module, class_name, derives, instance_vars, module_vars, slot_value, stored
from .records import describe_fields
from .rows import row_shapes

MOST_NAMES = 1_000


def find_describer(cls: type, _: dict[str, Any]) -> Any:
    name, module = class_name(cls), class_module(cls)
    if module.startswith("sqlalchemy.engine"):
        if name in ("Row", "RowMapping", "BaseRow"):
            return describe_row
        if name in ("Result", "FilterResult", "ResultInternal"):
            return describe_result
        return {"Engine": describe_engine, "Connection": describe_connection}.get(name)
    if module == "sqlalchemy.orm.session":
        return describe_connection if name == "Session" else None
    if name == "Query" or (name == "ClauseElement" and module.startswith("sqlalchemy.sql")):
        return describe_statement
    return None


def prepare(_: dict[str, Any]) -> None:
    rows = module_vars("sqlalchemy.engine.row") or {}
    for row in (rows["Row"], rows.get("LegacyRow")):
        if row is not None:
            row_shapes[identity(row)] = (row, row_names, row_values)


def row_values(row: Any) -> Any:
    values = slot_value(row, "_data")
    return iter(values if type(values) is tuple else tuple(values or ()))


def row_names(row: Any) -> tuple[str, ...] | None:
    names = _keys_of(stored(row, "_parent"))
    return names if names is not None and len(set(names)) == len(names) else None


def _keys_of(metadata: Any) -> tuple[str, ...] | None:
    names = stored(metadata, "_keys")
    if type(names) is not list and type(names) is not tuple:
        return tuple(_key_texts(names))
    return tuple(str(name) for name in names[:MOST_NAMES])


def _key_texts(names: Any) -> list[str]:
    """`RMKeyView` and its like keep the names in a list of theirs."""
    held = stored(names, "_keys")
    return [str(name) for name in held[:MOST_NAMES]] if type(held) is list or type(held) is tuple else []


def describe_row(value: Any, budget: Budget) -> Description:
    names = _keys_of(stored(value, "_parent")) or ()
    return describe_fields(value, list(zip(names, row_values(value))), budget)


def describe_result(value: Any, budget: Budget) -> Description:
    """Results keep what each row will be called. A filtered result (`scalars`, `mappings`) stands on another."""
    real = value
    while stored(real, "_metadata") is None and stored(real, "_real_result") is not None:
        real = stored(real, "_real_result")
    names = _keys_of(stored(real, "_metadata")) or ()
    closed = stored(real, "closed") is True or stored(real, "_soft_closed") is True
    summary: dict[str, Any] = {"progress": "closed" if closed else "pending"}
    if names:
        summary["columns"] = [{"name": column_name(name), "type": "unknown"} for name in names[:MOST_COLUMNS]]
    return describe_by("lazy", value, summary)


def describe_engine(value: Any, budget: Budget) -> Description:
    return describe_by("connection", value, {}, _engine_fields(value))


def _engine_fields(engine: Any) -> Fields:
    """The address piece by piece: the password and the query's arguments are left out."""
    url = stored(engine, "url")
    parts = tuple.__iter__(url) if derives(type(url), tuple) else iter(())
    names = ("drivername", "username", "password", "host", "port", "database")
    held = dict(zip(names, parts))
    return facts_of(held, ("drivername", "username", "host", "port", "database"))


def describe_connection(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    engine = own.get("engine", own.get("bind"))
    engine = (instance_vars(engine) or {}).get("engine", engine)
    return describe_by("connection", value, {}, {} if engine is None else _engine_fields(engine))


def describe_statement(value: Any, budget: Budget) -> Description:
    """By its kind and the tables and columns that it names: turning it into SQL would run its compiler's hooks."""
    own = instance_vars(value) or {}
    fields: Fields = {}
    if type(own.get("text")) is str:
        fields["text"] = said("str", own["text"])
    columns = own.get("_raw_columns")
    if type(columns) is list:
        names = [_element_name(item) for item in columns[:MOST_COLUMNS]]
        fields["columns"] = said("list", ", ".join(names))
    table = own.get("table")
    if table is not None:
        fields["table"] = said(class_name(type(table)), _element_name(table))
    for name in ("_where_criteria", "_group_by_clauses", "_order_by_clauses"):
        if type(own.get(name)) is tuple and own[name]:
            fields[name.strip("_")] = said("tuple", str(len(own[name])))
    kind = "lazy" if fields else "other"
    return describe_by(kind, value, {"progress": "pending"} if fields else {}, fields)


def _element_name(item: Any) -> str:
    own = instance_vars(item) or {}
    name, table = own.get("name"), (instance_vars(own.get("table")) or {}).get("name")
    if type(name) is not str and not derives(type(name), str):
        return class_name(type(item))
    text = str.__str__(name)
    return f"{str.__str__(table)}.{text}" if derives(type(table), str) else text

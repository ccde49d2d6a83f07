"""xarray: arrays with named dimensions, and data sets of them. What lies in a file or in Dask is not loaded."""

from __future__ import annotations

import sys
from typing import Any

from .budget import Budget
from .cell import short_text
from .column import column_name
from .description import Description
from .named_facts import Fields, describe_by, entries_preview, said
from .names import class_library, class_module, class_name, instance_vars, slot_value
from .numpy_arrays import _add_statistics, array_preview

MOST_VARIABLES = 60


def find_describer(cls: type, xarray: dict[str, Any]) -> Any:
    if cls is xarray.get("Dataset"):
        return describe_dataset
    if cls is xarray.get("DataArray"):
        return describe_data_array
    if cls is xarray.get("Variable"):
        return describe_variable
    lazy = class_name(cls) in ("GroupBy", "Rolling", "Coarsen", "DataArrayResample")
    return describe_pending if lazy and class_module(cls).startswith("xarray.") else None


def _loaded(data: Any) -> Any:
    """The numbers where they are in memory already, else None."""
    np = sys.modules.get("numpy")
    return data if np is not None and type(data) is np.ndarray else None


def _facts_of(variable: Any) -> tuple[list[str], list[int] | None, str]:
    """Dimensions, sizes and type of a variable, from its data's own header."""
    data, dims = slot_value(variable, "_data"), slot_value(variable, "_dims")
    names = [str(name) for name in dims] if type(dims) is tuple else []
    if class_library(type(data)) in ("numpy", "xarray"):
        return names, [int(size) for size in data.shape], str(data.dtype)
    from .dask_collections import describe_array

    if class_library(type(data)) == "dask":
        summary = describe_array(data, Budget({})).summary
        return names, summary.get("shape"), f"{summary.get('dtype', '')} (dask)".strip()
    return names, None, class_name(type(data))


def _dims_text(names: list[str], sizes: list[int] | None) -> str:
    if sizes is None or len(sizes) != len(names):
        return ", ".join(names)
    return ", ".join(f"{name}: {size:,}" for name, size in zip(names, sizes))


def describe_variable(value: Any, budget: Budget) -> Description:
    return _describe_variable(value, value, budget, {})


def describe_data_array(value: Any, budget: Budget) -> Description:
    fields: Fields = {}
    name = slot_value(value, "_name")
    if name is not None:
        fields["name"] = said(class_name(type(name)), short_text(name))
    coords = slot_value(value, "_coords")
    if type(coords) is dict and coords:
        fields["coords"] = said("dict", ", ".join(column_name(key) for key in list(coords)[:MOST_VARIABLES]))
    return _describe_variable(value, slot_value(value, "_variable"), budget, fields)


def _describe_variable(value: Any, variable: Any, budget: Budget, fields: Fields) -> Description:
    names, sizes, kind = _facts_of(variable)
    summary: dict[str, Any] = {"dtype": kind, "fields": {"dims": said("tuple", _dims_text(names, sizes)), **fields}}
    if sizes is not None:
        summary["shape"] = sizes
    made = Description("array", class_name(type(value)), class_library(type(value)), summary)
    array = _loaded(slot_value(variable, "_data"))
    if array is None:
        made.detail, made.why = "summary", "not loaded"
        return made
    summary["bytes"] = int(array.nbytes)
    _add_statistics(sys.modules["numpy"], array, None, budget, made)
    made.preview = array_preview(sys.modules["numpy"], array, None, budget)
    made.fp = None if made.fp is None else f"{','.join(names)}:{made.fp}"
    made.detail, made.why = budget.detail, budget.why or None
    return made


def describe_dataset(value: Any, budget: Budget) -> Description:
    variables, coords = slot_value(value, "_variables"), slot_value(value, "_coord_names")
    held = list(variables.items()) if type(variables) is dict else []
    fields: Fields = {}
    for name, variable in held[:MOST_VARIABLES]:
        names, sizes, kind = _facts_of(variable)
        role = "coordinate" if type(coords) is set and type(name) is str and name in coords else "variable"
        loaded = "" if _loaded(slot_value(variable, "_data")) is not None or role == "coordinate" else ", not loaded"
        fields[column_name(name)] = said(role, f"{kind} ({_dims_text(names, sizes)}){loaded}")
    made = describe_by("record", value, {"shape": [len(held)]}, fields)
    made.preview = entries_preview(fields, budget)
    made.preview["total"] = len(held)
    return made


def describe_pending(value: Any, budget: Budget) -> Description:
    held = instance_vars(value) or {}
    source = held.get("obj", held.get("_obj", slot_value(value, "_original_obj")))
    fields = {} if source is None else {"of": said(class_name(type(source)), "not reduced yet")}
    return describe_by("lazy", value, {"progress": "pending"}, fields)

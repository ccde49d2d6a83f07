"""Values of one pandas column, of whatever array they are held in: NumPy, dates, categories, masked, Arrow, foreign."""

from __future__ import annotations

import sys
from typing import Any

from .arrow_columns import arrow_facts
from .budget import FULL_OBJECTS, SAMPLE_OBJECTS
from .cell import Cell, cell_of, many_cells
from .checksum import array_fingerprint
from .identity import identity
from .names import class_library, class_module, class_name
from .numpy_arrays import cells_of
from .objects import TOP, object_facts
from .vector import vector_facts

Values = Any


def _numpy() -> Any:
    return sys.modules["numpy"]


_dtype_names: dict[int, tuple[Any, str]] = {}
_MOST_NAMES = 256
_MASKED = ("IntegerArray", "FloatingArray", "BooleanArray")


def dtype_name(values: Values) -> str:
    """The dtype's text. A dtype class of the program's is named by its class only."""
    dtype = values.dtype
    known = _dtype_names.get(identity(dtype))
    if known is not None and known[0] is dtype:
        return known[1]
    name = _dtype_text(dtype)
    if len(_dtype_names) < _MOST_NAMES:
        _dtype_names[identity(dtype)] = (dtype, name)
    return name


def _dtype_text(dtype: Any) -> str:
    library = class_library(type(dtype))
    if library == "numpy":
        return str(dtype)
    if library != "pandas":
        return class_name(type(dtype))
    name = class_name(type(dtype))
    return "category" if name == "CategoricalDtype" else str(dtype)


def _is_known(values: Values) -> bool:
    return (
        class_library(type(values)) in ("pandas", "numpy")
        and class_module(type(values)).partition(".")[0] != "__main__"
    )


def column_facts(values: Values, whole: bool) -> dict[str, Any]:
    np = _numpy()
    cls = type(values)
    if cls is np.ndarray:
        return vector_facts(np, values, whole)
    if not _is_known(values):
        return {}
    name = class_name(cls)
    if name in ("DatetimeArray", "TimedeltaArray"):
        return _moment_facts(np, values, whole)
    if name == "Categorical":
        return _category_facts(np, values, whole)
    if name in _MASKED:
        return _masked_facts(np, values, whole)
    arrow = arrow_of(values)
    if arrow is not None:
        return arrow_facts(arrow, whole)
    held = getattr(values, "_ndarray", None)
    if type(held) is np.ndarray and name != "PeriodArray":
        return vector_facts(np, held, whole)
    return _other_facts(values)


def arrow_of(values: Values) -> Any:
    """The Arrow array behind a column of pandas, or None."""
    held = getattr(values, "_pa_array", getattr(values, "_data", None))
    return held if held is not None and class_library(type(held)) == "pyarrow" else None


def _moment_facts(np: Any, values: Any, whole: bool) -> dict[str, Any]:
    facts = vector_facts(np, values._ndarray, whole)
    if getattr(values.dtype, "tz", None) is not None:
        for field in ("min", "max"):
            if field in facts and facts[field][0] == "date":
                facts[field] = ["date", _in_utc(facts[field][1])]
    return facts


def _in_utc(text: str) -> str:
    return f"{text}T00:00Z" if "T" not in text else f"{text}Z"


def _category_facts(np: Any, values: Any, whole: bool) -> dict[str, Any]:
    codes = values._codes
    facts: dict[str, Any] = {}
    names = values.dtype.categories
    known = len(names)
    if whole and known <= 100_000:
        counts = np.bincount(codes.astype(np.intp) + 1, minlength=known + 1)
        facts["nulls"] = int(counts[0])
        facts["distinct"] = int(np.count_nonzero(counts[1:]))
        order = np.argsort(-counts[1:], kind="stable")[:TOP]
        facts["top"] = [[_one_cell(names, int(at)), int(counts[at + 1])] for at in order if counts[at + 1]]
    else:
        facts["nulls"] = int(np.count_nonzero(codes < 0))
    labels = column_facts(names.array if hasattr(names, "array") else names.values, known <= 100_000).get("fingerprint")
    if labels is not None:
        facts["fingerprint"] = f"{array_fingerprint(np, codes)}+{labels}"
    return facts


def _one_cell(names: Any, at: int) -> Cell:
    return column_cells(names.array[at : at + 1])[0]


def _masked_facts(np: Any, values: Any, whole: bool) -> dict[str, Any]:
    data, mask = values._data, values._mask
    nulls = int(np.count_nonzero(mask))
    if nulls == 0:
        return vector_facts(np, data, whole)
    present = data[~mask] if whole else data[:: max(1, len(data) // 20_000)]
    facts = vector_facts(np, present, True)
    facts["nulls"] = facts.get("nulls", 0) + nulls if whole else nulls
    facts["fingerprint"] = f"{facts.get('fingerprint')}+{array_fingerprint(np, mask)}"
    return facts


def _other_facts(values: Any) -> dict[str, Any]:
    """Periods, intervals, sparse and other arrays of pandas: through their own conversion, of a bounded part."""
    total = len(values)
    sampled = total > FULL_OBJECTS
    part = values[:: total // SAMPLE_OBJECTS] if sampled else values
    facts = object_facts(list(part), sampled)
    if not sampled:
        facts["nulls"] = int(_numpy().count_nonzero(part.isna()))
    held = getattr(values, "_ndarray", None)
    if type(held) is _numpy().ndarray:
        facts["fingerprint"] = array_fingerprint(_numpy(), held)
    return facts


def column_cells(values: Values) -> list[Cell]:
    """Cells of a short part of a column."""
    np = _numpy()
    cls = type(values)
    if cls is np.ndarray:
        return cells_of(np, values)
    if not _is_known(values):
        return [["value", class_name(cls), class_name(type(values.dtype))] for _ in range(len(values))]
    name = class_name(cls)
    if name == "NumpyExtensionArray" or name == "PandasArray":
        return cells_of(np, values._ndarray)
    if name in ("DatetimeArray", "TimedeltaArray") and getattr(values.dtype, "tz", None) is None:
        return cells_of(np, values._ndarray)
    if name == "Categorical":
        codes = values._codes
        labels = column_cells(values.dtype.categories.take(np.unique(codes[codes >= 0])).array) if len(codes) else []
        places = {int(code): at for at, code in enumerate(np.unique(codes[codes >= 0]).tolist())}
        return [None if code < 0 else labels[places[code]] for code in codes.tolist()]
    arrow = arrow_of(values)
    if arrow is not None:
        return many_cells(arrow.to_pylist())
    if name in _MASKED:
        return [["na"] if gone else cell for cell, gone in zip(cells_of(np, values._data), values._mask.tolist())]
    return [cell_of(item) for item in list(values)]

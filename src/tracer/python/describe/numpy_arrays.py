"""NumPy: arrays, structured and masked arrays, memory maps, and scalars."""

from __future__ import annotations

import sys
from itertools import product
from typing import Any

from .budget import SAMPLE_VALUES, Budget
from .cell import SAFE_INTEGER, Cell, cell_of, float_cell, integer_cell, many_cells, scalar_cells, short_facts
from .checksum import array_fingerprint, mapped_part
from .column import column_name, column_summary, masked_cells
from .description import Description
from .identity import identity
from .names import class_library, class_name, derives, instance_vars
from .vector import duration_text, moment_cell, vector_facts


def find_describer(cls: type, np: dict[str, Any]) -> Any:
    if cls is np["ndarray"]:
        return describe_array
    if cls is np["generic"]:
        return describe_scalar
    random = np.get("random")
    if random is not None and cls.__name__ in ("Generator", "RandomState"):
        return None
    return None


def prepare(np: dict[str, Any]) -> None:
    """Teaches cells the scalars of NumPy, by exact class."""
    for cls in set(np["sctypeDict"].values()):
        scalar_cells[identity(cls)] = (cls, scalar_cell)
    short_facts[identity(np["ndarray"])] = (
        np["ndarray"],
        lambda value: f"ndarray {shape_text(value.shape)} {value.dtype}",
    )


def shape_text(shape: Any) -> str:
    return " × ".join(f"{size:,}" for size in shape) if shape else "scalar"


def scalar_cell(value: Any) -> Cell:
    kind = value.dtype.kind
    if kind == "f":
        return float_cell(float(value))
    if kind in "iu":
        return integer_cell(int(value))
    if kind == "b":
        return bool(value)
    if kind in "mM":
        moment: Cell = moment_cell(_numpy(), value)
        return moment
    if kind == "V":
        return ["value", "void", f"{value.dtype.itemsize} bytes"]
    plain: Any = value.item()
    return cell_of(plain) if isinstance(plain, (str, bytes, complex)) else ["value", "object", class_name(type(plain))]


def _numpy() -> Any:
    import sys

    return sys.modules["numpy"]


def describe_scalar(value: Any, budget: Budget) -> Description:
    cell = scalar_cell(value)
    kind = "date" if value.dtype.kind == "M" else "scalar"
    return Description(
        kind, class_name(type(value)), class_library(type(value)), {"value": cell, "dtype": str(value.dtype)}
    )


def base_array(value: Any) -> Any:
    """The same buffer as an exact ndarray, so that no method of a subclass is called."""
    np = _numpy()
    return value if type(value) is np.ndarray else np.ndarray.view(value, np.ndarray)


def describe_array(value: Any, budget: Budget) -> Description:
    np = _numpy()
    array = base_array(value)
    cls = type(value)
    hidden = _mask_of(np, value)
    summary: dict[str, Any] = {"shape": list(array.shape), "dtype": str(array.dtype), "bytes": int(array.nbytes)}
    made = Description("array", class_name(cls), class_library(cls), summary)
    if array.dtype.names and array.ndim == 1:
        _describe_structured(np, array, budget, made)
    else:
        _add_statistics(np, array, hidden, budget, made)
        made.preview = array_preview(np, array, hidden, budget)
    made.detail, made.why = budget.detail, budget.why or None
    return made


def _mask_of(np: Any, value: Any) -> Any | None:
    # Not `np.ma`: reading that imports it.
    ma = sys.modules.get("numpy.ma")
    if ma is None or not derives(type(value), ma.MaskedArray):
        return None
    own = instance_vars(value)
    mask = own.get("_mask") if own else None
    return mask if mask is not None and type(mask) is np.ndarray and mask.shape == value.shape else None


def _add_statistics(np: Any, array: Any, hidden: Any | None, budget: Budget, made: Description) -> None:
    if array.dtype.kind == "V":
        made.fp = array_fingerprint(np, array) if not array.dtype.hasobject else None
        return
    whole = array.size <= budget.full_values
    part = None if whole or not array.ndim else mapped_part(np, array)
    flat = _flat(np, array, whole) if part is None else part
    if hidden is not None and whole:
        shown = ~hidden.reshape(-1)
        flat = array.reshape(-1)[shown]
        made.summary["nulls"] = int(array.size - np.count_nonzero(shown))
    facts = vector_facts(np, flat, whole or part is not None)
    if part is not None:
        facts["fingerprint"] = array_fingerprint(np, array)
    if not whole or facts.pop("partial", False):
        budget.degrade("sample", "size")
        if flat.size != array.size:
            facts.pop("nulls", None)
    if hidden is not None:
        facts.pop("nulls", None)
    for field in ("nulls", "min", "max", "mean"):
        if field in facts:
            made.summary[field] = facts[field]
    made.fp = facts.get("fingerprint")
    if array.ndim != 1 and made.fp:
        made.fp = f"{'x'.join(map(str, array.shape))}:{made.fp}"
    if hidden is not None and made.fp:
        made.fp += f"+{array_fingerprint(np, hidden)}"


def _flat(np: Any, array: Any, whole: bool) -> Any:
    """One dimension in C order. Of an array that is not contiguous and large, evenly spaced items of it."""
    if array.flags.c_contiguous or whole:
        return array.reshape(-1)
    if array.flags.f_contiguous:
        return array.ravel("F")
    step = max(1, int((array.size / SAMPLE_VALUES) ** (1 / array.ndim)))
    return np.ascontiguousarray(array[tuple(slice(None, None, step) for _ in array.shape)]).reshape(-1)


def cells_of(np: Any, values: Any) -> list[Cell]:
    """Cells of a short one-dimensional ndarray."""
    kind = values.dtype.kind
    plain: list[Any] = values.tolist() if kind in "iub" else []
    if kind in "iu":
        if values.dtype.itemsize < 8 or not plain or (min(plain) >= -SAFE_INTEGER and max(plain) <= SAFE_INTEGER):
            return plain
        return [integer_cell(item) for item in plain]
    if kind == "b":
        return plain
    if kind == "f":
        if values.dtype.itemsize > 8:
            values = values.astype(np.float64)
        return _float_cells(np, values)
    if kind == "M":
        return _moment_cells(np, values)
    if kind == "m":
        return [["nat"] if np.isnat(item) else ["value", "timedelta", duration_text(np, item)] for item in values]
    if kind == "U" or kind == "O":
        return many_cells(values.tolist())
    return [cell_of(item) for item in values.tolist()] if kind in "Sc" else [scalar_cell(item) for item in values]


def _float_cells(np: Any, values: Any) -> list[Cell]:
    plain: list[Any] = values.tolist()
    if 0.0 not in plain and np.isfinite(values).all():
        return plain
    if np.isinf(values).any() or (np.signbit(values) & (values == 0)).any():
        return [float_cell(item) for item in plain]
    return [item if item == item else ["nan"] for item in plain]


def _moment_cells(np: Any, values: Any) -> list[Cell]:
    if values.shape[0] == 0:
        return []
    texts = np.datetime_as_string(values, unit="auto").tolist()
    return [["nat"] if text == "NaT" else ["date", text] for text in texts]


def array_preview(np: Any, array: Any, hidden: Any | None, budget: Budget) -> dict[str, Any]:
    if array.ndim == 2 and array.dtype.kind != "V":
        rows, columns = min(budget.rows, array.shape[0]), min(budget.columns, array.shape[1])
        shown = [
            _row_cells(np, array[at, :columns], None if hidden is None else hidden[at, :columns]) for at in range(rows)
        ]
        names = [str(at) for at in range(columns)]
        total, width = array.shape
        return {"form": "table", "columns": names, "rows": shown, "totalRows": int(total), "totalColumns": int(width)}
    items = min(budget.items, array.size)
    first = array.reshape(-1)[:items] if array.flags.c_contiguous else _first(np, array, items)
    masked = None if hidden is None else hidden.reshape(-1)[:items]
    return {"form": "items", "items": _row_cells(np, first, masked), "total": int(array.size)}


def _first(np: Any, array: Any, count: int) -> Any:
    """The first items in C order without copying the rest."""
    if array.ndim == 1:
        return array[:count]
    picked = np.empty(count, dtype=array.dtype)
    for at, place in zip(range(count), product(*(range(size) for size in array.shape))):
        picked[at] = array[place]
    return picked


def _row_cells(np: Any, values: Any, hidden: Any | None) -> list[Cell]:
    cells = cells_of(np, values) if values.ndim else [scalar_cell(values[()])]
    return cells if hidden is None else [None if gone else cell for cell, gone in zip(cells, hidden.tolist())]


def _describe_structured(np: Any, array: Any, budget: Budget, made: Description) -> None:
    """A structured array is a table of its fields."""
    names = array.dtype.names
    whole = array.size * len(names) <= budget.full_values
    if not whole:
        budget.degrade("sample", "size")
    columns: list[dict[str, Any]] = []
    shown: list[list[Cell]] = []
    for name in names[: budget.columns]:
        field = array[name]
        label = column_name(name)
        simple = field.ndim == 1 and field.dtype.kind != "V"
        facts = vector_facts(np, field, whole) if simple and not budget.is_over() else {}
        columns.append(column_summary(label, str(field.dtype), facts, budget))
        head = field[: budget.rows]
        cells: list[Cell] = (
            cells_of(np, head) if simple else [["value", "void", str(field.dtype)] for _ in range(head.shape[0])]
        )
        shown.append(masked_cells(label, cells))
    made.kind = "table"
    made.summary.update(shape=[int(array.shape[0]), len(names)], columns=columns)
    if len(names) > len(columns):
        made.summary["columnsOmitted"] = len(names) - len(columns)
    made.preview = {
        "form": "table",
        "columns": [column["name"] for column in columns],
        "rows": [list(row) for row in zip(*shown)],
        "totalRows": int(array.shape[0]),
        "totalColumns": len(names),
    }
    if not array.dtype.hasobject:
        made.fp = array_fingerprint(np, array)

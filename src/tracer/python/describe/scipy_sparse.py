"""SciPy's sparse arrays: the stored numbers and where they lie. Nothing is summed, sorted, converted or filled up."""

from __future__ import annotations

import sys
from typing import Any

from .budget import Budget
from .checksum import array_fingerprint
from .description import Description
from .named_facts import Fields, describe_by, said
from .names import class_library, class_mro, class_name, instance_vars
from .numpy_arrays import cells_of
from .vector import vector_facts


def find_describer(cls: type, _: dict[str, Any]) -> Any:
    if class_name(cls) not in ("_spbase", "spmatrix"):
        return None
    return describe_sparse


def describe_sparse(value: Any, budget: Budget) -> Description:
    np = sys.modules["numpy"]
    own = instance_vars(value) or {}
    shape = [int(size) for size in own.get("_shape", ())]
    layout = _layout_of(type(value))
    numbers = own.get("data")
    stored, held = _stored(np, own, numbers)
    summary: dict[str, Any] = {"shape": shape}
    fields: Fields = {"format": said("str", layout), "stored": said("int", f"{stored:,}")}
    cells = 1
    for size in shape:
        cells *= size
    if cells:
        fields["density"] = said("float", f"{stored / cells:.4g}")
    made = describe_by("array", value, summary, fields)
    if held is None:
        dtype = own.get("dtype")
        if dtype is not None:
            summary["dtype"] = str(dtype)
        made.detail = "summary"
        return made
    summary["dtype"] = str(held.dtype)
    parts = [held, *_places(np, own)]
    summary["bytes"] = sum(int(part.nbytes) for part in parts)
    whole = held.size <= budget.full_values
    if held.size:
        facts = vector_facts(np, held.reshape(-1), whole)
        fields.update({name: said("stored", str(facts[name])) for name in ("min", "max", "mean") if name in facts})
    prints = [array_fingerprint(np, part) for part in parts]
    made.fp = f"{'s:' if any(found[:2] == 's:' for found in prints) else ''}{layout}{shape}{prints}"
    if held.ndim == 1:
        made.preview = _preview(np, own, held, stored, layout, budget)
    if not whole:
        made.detail, made.why = "sample", "size"
    return made


def _layout_of(cls: type) -> str:
    """`csr` and its like, from the library's own class, which a class of the program may derive from."""
    own = next(base for base in class_mro(cls) if class_library(base) == "scipy")
    return class_name(own).partition("_")[0]


def _stored(np: Any, own: dict[str, Any], numbers: Any) -> tuple[int, Any]:
    """How many numbers are stored, and those in one buffer where the layout has one."""
    entries = own.get("_dict")
    if type(entries) is dict:
        return len(entries), None
    if numbers is None or type(numbers) is not np.ndarray:
        return 0, None
    if numbers.dtype.kind == "O":
        return sum(len(row) for row in numbers.tolist()), None
    bounds = own.get("indptr")
    flat = numbers.ndim == 1
    used = int(bounds[-1]) if bounds is not None and bounds.size and flat else numbers.size
    return used, numbers[:used] if flat else numbers


def _places(np: Any, own: dict[str, Any]) -> list[Any]:
    found = [own.get(name) for name in ("indices", "indptr", "row", "col", "offsets")]
    found.extend(own.get("coords") or ())
    return [item for item in found if type(item) is np.ndarray]


def _preview(np: Any, own: dict[str, Any], held: Any, stored: int, layout: str, budget: Budget) -> dict[str, Any]:
    """The first stored numbers with their places."""
    shown = min(budget.rows, stored)
    columns: list[str] = []
    values: list[Any] = []
    coords = own.get("coords") or tuple(item for item in (own.get("row"), own.get("col")) if item is not None)
    indices, bounds = own.get("indices"), own.get("indptr")
    if coords:
        columns = [str(at) for at in range(len(coords))] if len(coords) != 2 else ["row", "column"]
        values = [cells_of(np, part[:shown]) for part in coords]
    elif indices is not None and bounds is not None:
        lines = (np.searchsorted(bounds, np.arange(shown), side="right") - 1).tolist()
        columns = ["row", "column"] if layout == "csr" else ["column", "row"]
        values = [lines, cells_of(np, indices[:shown])]
    columns.append("value")
    values.append(cells_of(np, held[:shown]))
    rows = [list(row) for row in zip(*values)]
    return {"form": "table", "columns": columns, "rows": rows, "totalRows": stored, "totalColumns": len(columns)}

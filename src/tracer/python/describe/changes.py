"""Cheap fingerprints that notice a change in place. They hold within one process and may look at a sample only."""

from __future__ import annotations

import sys
import zlib
from collections import OrderedDict, deque
from itertools import islice
from typing import Any

from .checksum import bytes_crc, mapped_part
from .identity import identity
from .names import class_library, class_mro, class_name, derives, instance_vars, is_cache, module_vars

_HASHED = frozenset(map(identity, (int, float, str, bool, type(None), complex, bytes)))
_LOOKED_AT = 128
# Bytes of one buffer that are read whole: a tenth of a millisecond.
READ_IN_FULL = 2_000_000
_FIXED = frozenset(map(identity, (int, float, str, bool, type(None), complex, bytes, range, slice, type, frozenset)))


def fingerprint(value: object) -> str | None:
    """None where the value cannot change, or cannot be looked at without running the program's code."""
    cls = type(value)
    if identity(cls) in _FIXED:
        return None
    try:
        return _fingerprint(value, cls)
    except Exception:
        return None


def _fingerprint(value: Any, cls: type) -> str | None:
    if cls is list:
        return _list_print(value)
    if cls is dict:
        return _dict_print(value)
    if cls is OrderedDict:
        # Its order is its own, and not that of the dict below it.
        return f"{_hash(islice(value, _LOOKED_AT))}:{_dict_print(value)}"
    if cls is set:
        return f"{len(value)}:{_hash(islice(value, _LOOKED_AT))}"
    if cls is deque:
        return f"{len(value)}:{_hash(islice(value, _LOOKED_AT))}:{identity(value[-1]) if value else 0}"
    if cls is bytearray:
        return f"{len(value)}:{zlib.crc32(value[:4096])}"
    for base in class_mro(cls):
        library = class_library(base)
        if library == "pandas":
            manager = (instance_vars(value) or {}).get("_mgr")
            if manager is not None:
                return _blocks_print(value, manager)
        elif library == "numpy" and base is (module_vars("numpy") or {}).get("ndarray"):
            return _array_print(value)
        elif library == "polars" or library == "pyarrow":
            return _frame_print(value, base)
        elif (library, class_name(base)) in _OWN_PRINTS:
            return _own_print(value, library, class_name(base))
        elif base is list:
            return _list_print(value)
        elif base is dict:
            return _dict_print(value)
    if derives(cls, type):
        return None
    own = instance_vars(value)
    return None if own is None else _instance_print(cls, own)


def _instance_print(cls: type, own: dict[str, Any]) -> str:
    """Public fields, and apart from them what is the object's own affair."""
    public: dict[str, Any] = {}
    inner: dict[str, Any] = {}
    for name, item in own.items():
        if not is_cache(cls, name):
            (inner if name[:1] == "_" else public)[name] = item
    return f"{_dict_print(public)}\x00{_dict_print(inner)}"


# Classes whose state lies elsewhere than in their namespace -> our file for the library, and its function.
_OWN_PRINTS = {
    ("matplotlib", "FigureBase"): ("matplotlib_figures", "figure_print"),
    ("torch", "Tensor"): ("torch_tensors", "tensor_print"),
    ("networkx", "Graph"): ("networkx_graphs", "graph_print"),
    ("langgraph", "StateGraph"): ("langgraph_graphs", "graph_print"),
    ("array", "array"): ("number_arrays", "number_array_print"),
}


def _own_print(value: Any, library: str, name: str) -> str | None:
    file, function = _OWN_PRINTS[library, name]
    made: str | None = getattr(__import__(file, globals(), None, (function,), 1), function)(value)
    return made


def _hash(values: Any) -> int:
    held = tuple(values)
    kinds = set(map(identity, map(type, held)))
    if kinds <= _HASHED:
        return hash(held)
    if kinds.isdisjoint(_HASHED):
        return hash(tuple(map(identity, held)))
    return hash(tuple([hash(value) if identity(type(value)) in _HASHED else identity(value) for value in held]))


def _list_print(value: Any) -> str:
    size = list.__len__(value)
    if size <= _LOOKED_AT:
        return f"{size}:{_hash(list.__iter__(value))}"
    picked = [list.__getitem__(value, at) for at in range(0, size, size // _LOOKED_AT + 1)]
    return f"{size}:{_hash(picked)}:{identity(list.__getitem__(value, -1))}"


def _dict_print(value: Any) -> str:
    size = dict.__len__(value)
    keys = _hash(islice(dict.keys(value), _LOOKED_AT))
    if size <= _LOOKED_AT:
        return f"{size}:{keys}:{_hash(dict.values(value))}"
    last = next(reversed(dict.values(value)), None)
    return f"{size}:{keys}:{_hash(islice(dict.values(value), _LOOKED_AT))}:{identity(last)}"


def _array_print(value: Any) -> str:
    np = sys.modules["numpy"]
    array = np.ndarray.view(value, np.ndarray) if type(value) is not np.ndarray else value
    return f"{array.shape}{array.dtype.str}:{_array_crc(np, array)}"


def _array_crc(np: Any, array: Any) -> int:
    """Of everything where that is quick, else of some hundred evenly spaced items."""
    size = array.size
    if size == 0:
        return 0
    if array.nbytes <= READ_IN_FULL and array.flags.forc and not array.dtype.hasobject:
        return bytes_crc(np, array.ravel("K").view("u1"))
    part = mapped_part(np, array)
    if part is not None:
        array = part
    elif size > 512:
        if array.flags.forc:
            array = array.ravel("K")[:: size // 251]
        else:
            array = array[tuple(slice(None, None, max(1, length // 16)) for length in array.shape)]
    if array.dtype.hasobject:
        return _hash(array.reshape(-1)[:512].tolist()) if array.dtype.kind == "O" else 0
    return zlib.crc32(np.ascontiguousarray(array).reshape(-1).view("u1"))


def _blocks_print(value: Any, manager: Any) -> str:
    np = sys.modules["numpy"]
    parts = [str(identity(axis)) + str(axis.shape) for axis in manager.axes]
    for axis in manager.axes:
        parts.append(str(axis.names))
    for block in manager.blocks:
        values = block.values
        held = values if type(values) is np.ndarray else getattr(values, "_ndarray", getattr(values, "_codes", None))
        if held is not None and type(held) is np.ndarray:
            parts.append(f"{held.shape}{_array_crc(np, held)}")
        elif class_library(type(values)) == "pandas":
            arrow = getattr(values, "_pa_array", None)
            data, mask = getattr(values, "_data", None), getattr(values, "_mask", None)
            if type(data) is np.ndarray and type(mask) is np.ndarray:
                parts.append(f"{_array_crc(np, data)}{_array_crc(np, mask)}")
            else:
                parts.append(str(identity(arrow) if arrow is not None else identity(values)))
        else:
            parts.append(str(identity(values)))
    return f"{hash(tuple(parts))}"


def _frame_print(value: Any, base: type) -> str | None:
    """Arrow tables do not change. Polars frames do, also inside: some values of each column."""
    if class_library(base) == "pyarrow":
        return None
    own = instance_vars(value) or {}
    if "_s" in own:
        return f"{len(own['_s'])}:{_series_hash(own['_s'])}"
    if "_df" not in own:
        return None
    columns = own["_df"].get_columns()
    return f"{own['_df'].shape()}:{own['_df'].columns()}:{[_series_hash(column) for column in columns[:50]]}"


def _series_hash(column: Any) -> int:
    """Some values. What Polars makes anew each time it is asked has no identity: moments and decimals have their own
    hash, of nested values only their class counts."""
    size = column.len()
    picked = [column.get_index(at) for at in range(0, size, size // 8 + 1)]
    moments = module_vars("datetime") or {}, module_vars("decimal") or {}
    return _hash([_lasting(value, *moments) for value in picked])


def _lasting(value: Any, datetime: dict[str, Any], decimal: dict[str, Any]) -> Any:
    cls = type(value)
    if identity(cls) in _HASHED:
        return value
    name = class_name(cls)
    if cls is datetime.get(name) or cls is decimal.get(name):
        return hash(value)
    return cls if class_library(cls) in ("polars", "builtins") else value

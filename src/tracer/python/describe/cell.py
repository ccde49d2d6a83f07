"""One value inside a preview, in the tagged form of src/protocol/artifact.ts; and short texts of values."""

from __future__ import annotations

from enum import Enum
from itertools import islice
from math import isinf
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any, Callable, Union

from .identity import identity
from .mask import MASK, is_masked_by_user, is_secret_name, mask_text, remember_secret
from .names import class_library, class_name, derives, instance_vars, module_vars

Cell = Union[None, bool, int, float, str, list[Any]]

# By identity, as everywhere: comparing classes with `==` would ask a metaclass of the program's.
_TEXTS = frozenset(map(identity, (str, bytes, bytearray)))
SAFE_INTEGER = (1 << 53) - 1
CELL_TEXT = 300
SHORT_TEXT = 120

# Other files add the scalars of a library here when the program has imported it: exact class -> its cell.
scalar_cells: dict[int, tuple[type, Callable[[Any], Cell]]] = {}
# And by exact class, one line of facts for objects that are too large for a cell: `DataFrame` -> `3 × 2`.
short_facts: dict[int, tuple[type, Callable[[Any], str]]] = {}


def integer_cell(value: int) -> Cell:
    if -SAFE_INTEGER <= value <= SAFE_INTEGER:
        return value
    return ["int", integer_text(value)]


def integer_text(value: int) -> str:
    """Digits, unless there are so many that writing them would take long."""
    bits = value.bit_length()
    return str(value) if bits < 4000 else f"about 2^{bits - 1}"


def float_cell(value: float) -> Cell:
    if value != value:
        return ["nan"]
    if isinf(value):
        return ["inf"] if value > 0 else ["-inf"]
    if value == 0 and str(value)[0] == "-":
        return ["-0"]
    return value


def text_cell(value: str, most: int = CELL_TEXT) -> Cell:
    if len(value) <= most:
        return mask_text(value)
    return ["text", mask_text(value[: most + 100])[:most], len(value)]


def many_cells(values: list[Any]) -> list[Cell]:
    """Of a column, most often values of one class: one look decides for all of them."""
    kinds = set(map(identity, map(type, values)))
    kinds.discard(_NONE)
    if kinds == _STR:
        texts = [value for value in values if value is not None]
        joined = chr(0).join(texts)
        if max(map(len, texts)) <= CELL_TEXT and mask_text(joined) is joined:
            return values
    elif kinds == _FLOAT:
        return [value if value is None or (value and value - value == 0) else float_cell(value) for value in values]
    elif kinds == _INT:
        present = [value for value in values if value is not None]
        if min(present) >= -SAFE_INTEGER and max(present) <= SAFE_INTEGER:
            return values
    return [cell_of(value) for value in values]


_NONE = identity(type(None))
_STR, _FLOAT, _INT = {identity(str)}, {identity(float)}, {identity(int)}


def bytes_cell(value: bytes) -> Cell:
    return ["bytes", value[:64].hex(), len(value)] if len(value) > 64 else ["bytes", value.hex()]


_KNOWN_ZONES = ("datetime", "zoneinfo", "pytz", "dateutil", "pandas", "backports")


def _without_foreign_zone(value: Any) -> Any:
    zone = getattr(value, "tzinfo", None)
    if zone is None:
        return value
    if class_library(type(zone)) in _KNOWN_ZONES:
        return value
    return value.replace(tzinfo=None)


def _moment_cell(value: Any) -> Cell:
    return ["date", _without_foreign_zone(value).isoformat()]


_BUILTIN_CELLS: dict[type, Callable[[Any], Cell]] = {
    bool: lambda value: value,
    type(None): lambda value: None,
    int: integer_cell,
    float: float_cell,
    str: text_cell,
    bytes: bytes_cell,
    complex: lambda value: ["value", "complex", repr(value)],
    type(Ellipsis): lambda value: ["value", "ellipsis", "..."],
    range: lambda value: ["value", "range", repr(value)],
    slice: lambda value: ["value", "slice", slice_text(value)],
}
# By identity: a class of the program may have a metaclass with its own `__hash__` or `__eq__`.
_CELLS = {identity(cls): make for cls, make in _BUILTIN_CELLS.items()}

# Scalars of the standard library, met only where the program has imported their module.
_STANDARD_CELLS: dict[tuple[str, str], Callable[[Any], Cell]] = {
    ("datetime", "datetime"): _moment_cell,
    ("datetime", "date"): _moment_cell,
    ("datetime", "time"): _moment_cell,
    ("datetime", "timedelta"): lambda value: ["value", "timedelta", str(value)],
    ("decimal", "Decimal"): lambda value: ["value", "Decimal", str(value)[:SHORT_TEXT]],
    ("fractions", "Fraction"): lambda value: ["value", "Fraction", _fraction_text(value)],
    ("uuid", "UUID"): lambda value: ["value", "UUID", str(value)],
    ("pathlib", "PosixPath"): lambda value: ["value", "Path", mask_text(str(value))],
    ("pathlib", "WindowsPath"): lambda value: ["value", "Path", mask_text(str(value))],
    ("pathlib", "PurePosixPath"): lambda value: ["value", "Path", mask_text(str(value))],
    ("pathlib", "PureWindowsPath"): lambda value: ["value", "Path", mask_text(str(value))],
}


def standard_scalar(cls: type) -> Callable[[Any], Cell] | None:
    """Remembers the class for the next time."""
    module, name = class_library(cls), class_name(cls)
    make = _STANDARD_CELLS.get((module, name))
    if make is None or (module_vars(module) or {}).get(name) is not cls:
        return None
    scalar_cells[identity(cls)] = (cls, make)
    return make


def _fraction_text(value: Any) -> str:
    return f"{integer_text(value.numerator)}/{integer_text(value.denominator)}"


def slice_text(value: slice) -> str:
    return ":".join("" if part is None else short_text(part) for part in (value.start, value.stop, value.step))


def cell_of(value: object) -> Cell:
    cls = type(value)
    make = _CELLS.get(identity(cls))
    if make is not None:
        return make(value)
    known = scalar_cells.get(identity(cls))
    if known is not None and known[0] is cls:
        return known[1](value)
    return _foreign_cell(value, cls)


def _foreign_cell(value: Any, cls: type) -> Cell:
    make = standard_scalar(cls)
    if make is not None:
        return make(value)
    if derives(cls, Enum):
        own = instance_vars(value) or {}
        name = own.get("_name_")
        return ["value", class_name(cls), f"{class_name(cls)}.{name}" if type(name) is str else class_name(cls)]
    if derives(cls, str):
        return text_cell(str.__str__(value))
    if derives(cls, int):
        return integer_cell(int.__int__(value))
    if derives(cls, float):
        return float_cell(float.__float__(value))
    return ["value", class_name(cls), short_text(value)]


def named_cell(name: object, value: object) -> Cell:
    """A value that stands under a name: masked where the name tells of a secret."""
    return MASK if type(name) is str and is_hidden(name, value) else cell_of(value)


def is_hidden(name: str, value: object) -> bool:
    """Texts under a secret's name, remembered so that they stay hidden elsewhere; under a name of the user's, all."""
    if not is_secret_name(name) or value is None:
        return False
    if type(value) is str:
        remember_secret(value)
    return identity(type(value)) in _TEXTS or is_masked_by_user(name)


def short_text(value: Any, depth: int = 0) -> str:
    """One bounded line. Runs nothing of the program's."""
    cls = type(value)
    if cls is str:
        return _quoted(value)
    if cls is bytes:
        return f"{len(value):,} bytes"
    make = _CELLS.get(identity(cls))
    if make is not None:
        return cell_text(make(value))
    if cls is list or cls is tuple or cls is set or cls is frozenset:
        return _items_text(value, cls, depth)
    if cls is dict:
        return _entries_text(value, depth)
    known = scalar_cells.get(identity(cls))
    if known is not None and known[0] is cls:
        return cell_text(known[1](value))
    facts = short_facts.get(identity(cls))
    if facts is not None and facts[0] is cls:
        return facts[1](value)
    make = standard_scalar(cls)
    if make is not None:
        return cell_text(make(value))
    if derives(cls, type):
        return class_name(value)
    name = class_attribute_name(value)
    if name is not None:
        return name
    if derives(cls, Enum) or derives(cls, str) or derives(cls, int) or derives(cls, float):
        return cell_text(_foreign_cell(value, cls))
    return class_name(cls)


def text_beside(value: object, cell: Cell) -> str:
    """Its short text, where its cell is made already."""
    cls = type(value)
    if cls is str:
        return repr(cell) if type(cell) is str and len(cell) <= SHORT_TEXT else short_text(value)
    return short_text(value) if cls is bytes else cell_text(cell)


def class_attribute_name(value: object) -> str | None:
    """Functions say their name."""
    if type(value) is FunctionType or type(value) is BuiltinFunctionType:
        return value.__name__
    if type(value) is MethodType and type(value.__func__) is FunctionType:
        return value.__func__.__qualname__
    return None


def _quoted(value: str) -> str:
    if len(value) > SHORT_TEXT:
        return repr(mask_text(value[: SHORT_TEXT + 100])[: SHORT_TEXT - 1])[:-1] + "…'"
    return repr(mask_text(value))


def cell_text(cell: Cell) -> str:
    if type(cell) is list:
        tag = cell[0]
        if tag == "value":
            return str(cell[2])
        if tag == "nat":
            return "NaT"
        if tag == "na":
            return "<NA>"
        return str(cell[1]) if len(cell) > 1 else str(tag).replace("-0", "-0.0")
    return repr(cell)


def _items_text(value: Any, cls: type, depth: int) -> str:
    opening, closing = ("[", "]") if cls is list else ("(", ")") if cls is tuple else ("{", "}")
    if depth >= 2:
        return f"{opening}…{closing}"
    parts: list[str] = []
    room = SHORT_TEXT
    for item in islice(value, 8):
        parts.append(short_text(item, depth + 1))
        room -= len(parts[-1])
        if room < 0:
            break
    more = ", …" if len(parts) < len(value) else ""
    return f"{opening}{', '.join(parts)}{more}{closing}"


def _entries_text(value: dict[object, object], depth: int) -> str:
    if depth >= 2:
        return "{…}"
    parts: list[str] = []
    room = SHORT_TEXT
    for key, item in islice(value.items(), 6):
        hidden = type(key) is str and is_hidden(key, item)
        parts.append(f"{short_text(key, depth + 1)}: {MASK if hidden else short_text(item, depth + 1)}")
        room -= len(parts[-1])
        if room < 0:
            break
    more = ", …" if len(parts) < len(value) else ""
    return "{" + ", ".join(parts) + more + "}"

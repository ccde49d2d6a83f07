"""Statistics of a column of Python objects: lists of records, and object columns of data frames."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from math import isfinite
from typing import Any

from .budget import COUNTED_VALUES, FULL_OBJECTS, SAMPLE_OBJECTS
from .cell import cell_of, float_cell, integer_cell, text_cell
from .checksum import scalars_fingerprint
from .identity import identity
from .names import class_name

BINS = 12
TOP = 5
_NONE = identity(type(None))
_NUMBERS = frozenset((identity(int), identity(float)))
_SAFE = frozenset(
    (identity(int), identity(float), identity(str), identity(bool), identity(complex), identity(bytes), _NONE)
)


def sample_objects(values: Any, total: int) -> tuple[list[Any], bool]:
    """The values themselves, or evenly spaced ones when there are many. `values` is an exact builtin or ndarray."""
    if total <= FULL_OBJECTS:
        return list(values), False
    step = total // SAMPLE_OBJECTS
    return list(islice(values, 0, total, step)) if not hasattr(values, "strides") else values[::step].tolist(), True


def object_facts(values: list[Any], sampled: bool) -> dict[str, Any]:
    """`type` and what is cheap to say. Null and distinct counts are exact or absent: a sample has none."""
    kinds = set(map(identity, map(type, values)))
    facts: dict[str, Any] = {}
    if kinds <= _SAFE:
        facts["fingerprint"] = ("s:" if sampled else "") + scalars_fingerprint(values, kinds)
    present = [value for value in values if value is not None and not (type(value) is float and value != value)]
    facts["type"] = _type_of(present or values)
    if sampled:
        facts["partial"] = True
    else:
        facts["nulls"] = len(values) - len(present)
    if not present or not kinds <= _SAFE:
        return facts
    found = set(map(identity, map(type, present)))
    if found <= _NUMBERS:
        _add_numbers(facts, present)
    elif found == {identity(str)} or found == {identity(bool)}:
        _add_top(facts, present, sampled)
    if sampled and ("bins" in facts or "top" in facts):
        facts.setdefault("sampled", len(present))
    return facts


def _type_of(values: list[Any]) -> str:
    found = set(map(identity, map(type, values)))
    if not found:
        return "None"
    if len(found) == 1:
        return "None" if values[0] is None else class_name(type(values[0]))
    return "float" if found == _NUMBERS else "mixed"


def _add_numbers(facts: dict[str, Any], present: list[Any]) -> None:
    low, high = min(present), max(present)
    facts["min"], facts["max"] = number_cell(low), number_cell(high)
    try:
        mean = sum(present) / len(present)
        if not isfinite(mean):
            return
        facts["mean"] = mean
        width = (high - low) / BINS
        if width > 0:
            counted = evenly_spaced(present)
            if len(counted) < len(present):
                facts["sampled"] = len(counted)
            bins = [0] * (BINS + 1)
            for place in [int((value - low) / width) for value in counted]:
                bins[place] += 1
            bins[BINS - 1] += bins.pop()
            facts["bins"] = bins
    except (OverflowError, ZeroDivisionError):
        return


def evenly_spaced(values: list[Any]) -> list[Any]:
    return values if len(values) <= COUNTED_VALUES else values[:: len(values) // COUNTED_VALUES][:COUNTED_VALUES]


def number_cell(value: Any) -> Any:
    return integer_cell(value) if type(value) is int else float_cell(value)


def _add_top(facts: dict[str, Any], present: list[Any], sampled: bool) -> None:
    counts = Counter(present)
    if not sampled:
        facts["distinct"] = len(counts)
    facts["top"] = [
        [text_cell(value, 80) if type(value) is str else cell_of(value), count]
        for value, count in counts.most_common(TOP)
    ]

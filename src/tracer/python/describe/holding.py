"""What an object holds directly, by identity: builtin containers, instances by namespace, arrays by their memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import islice
from typing import Any

from .identity import identity
from .names import class_library, class_name, derives, instance_vars

# Items that are looked through for one; and items of a holder that is described again at once.
_LOOKED_THROUGH = 5000
_SMALL = 200
_SMALL_BYTES = 200_000
_MEMBERS = 40
TRIES = 3
_SEQUENCES = (list, tuple, deque, set, frozenset)


def holds(holder: Any, value: Any) -> bool:
    if is_array(holder):
        return is_array(value) and _memory(holder) is _memory(value)
    items = _items(holder)
    try:
        return items is not None and identity(value) in map(identity, islice(items, _LOOKED_THROUGH))
    except RuntimeError:
        # Changed meanwhile by the collector or another thread: taken as held still, so that no change is lost.
        return True


def is_small(holder: Any) -> bool:
    """Cheap to describe once more."""
    if is_array(holder):
        return bool(holder.nbytes <= _SMALL_BYTES)
    cls = type(holder)
    base = next((kind for kind in (dict, *_SEQUENCES) if derives(cls, kind)), None)
    return base is None or base.__len__(holder) <= _SMALL


def members(value: Any) -> list[Any]:
    """Of an instance: its attributes, and what the builtin containers among them hold."""
    found: list[Any] = []
    for item in _first((instance_vars(value) or {}).values()):
        found.append(item)
        for inner in _first(_plain_items(item)):
            found.append(inner)
            found.extend(_first(_plain_items(inner)))
    return found


def _first(items: Iterable[Any]) -> list[Any]:
    """The collector or another thread may change meanwhile what they are of: then once more, with what there is now."""
    for _ in range(TRIES):
        try:
            return list(islice(items, _MEMBERS))
        except RuntimeError:
            continue
    return []


def is_array(value: Any) -> bool:
    cls = type(value)
    return class_name(cls) == "ndarray" and class_library(cls) == "numpy"


def _memory(array: Any) -> Any:
    while is_array(array.base):
        array = array.base
    return array if array.base is None else array.base


def _items(holder: Any) -> Iterable[Any] | None:
    cls = type(holder)
    if derives(cls, dict):
        return dict.values(holder)
    for base in _SEQUENCES:
        if derives(cls, base):
            return base.__iter__(holder)
    own = instance_vars(holder)
    return None if own is None else own.values()


def _plain_items(value: Any) -> Iterable[Any]:
    cls = type(value)
    if cls is dict:
        value = value.values()
    elif cls is not list and cls is not tuple:
        value = ()
    items: Iterable[Any] = value
    return items

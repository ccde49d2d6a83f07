"""The attributes of an instance without asking for its `__dict__`.

From CPython 3.11 on they are kept inline until somebody asks for that; then the instance gets a namespace of its own,
and its attributes are slower for good. Names come from the code of the class's functions, values from the instance,
one by one. Whether that is all is told by the garbage collector's view of it; where it is not, `__dict__` is asked.
"""

from __future__ import annotations

import gc
import sys
from types import CodeType, FunctionType
from typing import Any
from weakref import ref

from .identity import identity

_mro_of = type.__dict__["__mro__"].__get__
_dict_of = type.__dict__["__dict__"].__get__
_flags_of = type.__dict__["__flags__"].__get__
_attribute_of = object.__getattribute__
_MANAGED = 1 << 4 if sys.version_info >= (3, 11) else 0
# From 3.14 on their places are those that the class gave the names, in no order that means anything. Then they are told
# in the order in which the code of the class has them, which is nearly always that of the namespace.
_IN_ORDER = sys.version_info < (3, 14)
_MOST = 2_000
# A class whose instances were not told so many times in a row is not tried again.
_TRIES = 3


class _Class:
    __slots__ = ("latest", "missed", "names", "told", "weak")

    def __init__(self, cls: type) -> None:
        self.weak = ref(cls)
        self.names = _names_in(cls)
        # Those that the last instance had, in its order: most have the same.
        self.latest: list[str] = []
        # The same in the order in which they are told.
        self.told: list[str] = []
        self.missed = 0


_classes: dict[int, _Class] = {}


def inline_vars(value: Any, cls: type) -> dict[str, Any] | None:
    """None where it is not known to be all, or where nothing is kept inline."""
    if not _flags_of(cls) & _MANAGED:
        return None
    known = _classes.get(identity(cls))
    if known is None or known.weak() is not cls:
        if len(_classes) >= _MOST:
            _classes.clear()
        known = _classes[identity(cls)] = _Class(cls)
    if known.missed >= _TRIES:
        return None
    held = list(map(identity, gc.get_referents(value)))
    if held and held[-1] == identity(cls):
        held.pop()
    elif identity(cls) in held:
        held.remove(identity(cls))
    found = _values(value, known.latest)
    if list(map(identity, found.values())) == held:
        known.missed = 0
        return found if _IN_ORDER else {name: found[name] for name in known.told if name in found}
    found = _values(value, known.names)
    if sorted(map(identity, found.values())) != sorted(held):
        known.missed += 1
        return None
    # In the order in which they are kept. Of those with one value, the names that were met first come first.
    names: dict[int, list[str]] = {}
    for name in reversed(found):
        names.setdefault(identity(found[name]), []).append(name)
    known.latest, known.missed = [names[item].pop() for item in held], 0
    known.told = known.latest if _IN_ORDER else list(found)
    return {name: found[name] for name in known.told}


def _values(value: Any, names: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        try:
            found[name] = _attribute_of(value, name)
        except AttributeError:
            continue
    return found


def _names_in(cls: type) -> list[str]:
    """Not those that the class answers for: a descriptor would run. The collector is asked for a function's code, since
    who asks the function is heard (runtime/codes.py)."""
    spaces = [_dict_of(base) for base in _mro_of(cls) or ()]
    names: dict[str, None] = {}
    # The attributes of a base class are there before those of the classes below it, and before what is set later.
    functions = [item for space in reversed(spaces) for item in space.values() if type(item) is FunctionType]
    for function in sorted(functions, key=lambda item: item.__name__ != "__init__"):
        for part in gc.get_referents(function):
            if type(part) is CodeType:
                names.update(dict.fromkeys(part.co_names))
    return [name for name in names if not any(name in space for space in spaces)]

"""Which values are worth an artifact."""

from __future__ import annotations

import types
from itertools import islice
from typing import Any

from .identity import identity
from .names import class_module, class_name, derives

_SHORT = 200
_PLAIN = frozenset(map(identity, (int, float, complex, bool, type(None), bytes)))
_MACHINERY = (
    types.ModuleType,
    types.BuiltinFunctionType,
    types.CodeType,
    types.FrameType,
    types.TracebackType,
    types.GetSetDescriptorType,
    types.MemberDescriptorType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    types.MethodWrapperType,
    types.ClassMethodDescriptorType,
    types.FunctionType,
    types.MethodType,
    types.CellType,
    types.MappingProxyType,
    type(NotImplemented),
    type(Ellipsis),
    property,
    classmethod,
    staticmethod,
    super,
    slice,
)
_MACHINERY_IDS = frozenset(map(identity, _MACHINERY))


def is_plain_scalar(value: Any) -> bool:
    """Values without identity: exact numbers, None, short text and bytes, and short tuples of them."""
    cls = type(value)
    if identity(cls) in _PLAIN:
        return cls is not bytes or len(value) <= _SHORT
    if cls is str:
        return len(value) <= _SHORT
    if cls is tuple:
        items = list(islice(value, 9))
        return len(items) <= 8 and all(type(item) is not tuple and is_plain_scalar(item) for item in items)
    return False


def is_data(value: object) -> bool:
    """False for the program's own machinery: modules, functions, classes, frames, descriptors, annotations."""
    cls = type(value)
    # What typing makes is no data, and some of it (3.12 and 3.13) leaves weak references that lead nowhere.
    if identity(cls) in _MACHINERY_IDS or class_module(cls) == "typing":
        return False
    if class_name(cls) == "_lru_cache_wrapper":
        return False
    return not derives(cls, type) and not derives(cls, types.ModuleType)

"""Names and namespaces of classes, read so that no metaclass or instance of the program's can answer for them."""

from __future__ import annotations

import sys
from types import GetSetDescriptorType, MemberDescriptorType, ModuleType
from typing import Any

from .inline_values import inline_vars

_name_of = type.__dict__["__name__"].__get__
_mro_of = type.__dict__["__mro__"].__get__
_dict_of = type.__dict__["__dict__"].__get__
_is_real_subclass = type.__subclasscheck__
_module_of = type.__dict__["__module__"].__get__
_module_dict_of = vars(ModuleType)["__dict__"].__get__
# What the interpreter says of the namespace of any class that a `class` statement made.
_MADE_BY_CLASS = type("_", (), {}).__dict__["__dict__"].__doc__


def class_name(cls: type) -> str:
    name: str = _name_of(cls)
    return name


def class_mro(cls: type) -> tuple[type, ...]:
    """Without bases, and so without anything, is a class that the collector has taken apart."""
    mro: tuple[type, ...] | None = _mro_of(cls)
    return mro or ()


def derives(cls: type, base: type) -> bool:
    """By inheritance alone. (`base in mro` would ask the classes' own `__eq__`, `issubclass` their metaclass.)"""
    return _is_real_subclass(base, cls)


def class_vars(cls: type) -> Any:
    """The class's own namespace, a mapping proxy."""
    return _dict_of(cls)


def class_attribute(cls: type, name: str) -> Any:
    """The raw class attribute (a descriptor is not called), or None."""
    for base in class_mro(cls):
        own = _dict_of(base)
        if name in own:
            return own[name]
    return None


def is_cache(cls: type, name: object) -> bool:
    """Of an instance's attribute: kept under the name of a descriptor of its class, like a `cached_property`.
    It holds what was computed from the data, and reading it is no change of the data. A descriptor that is also written
    through (a mapped column) keeps the data itself there."""
    if type(name) is not str:
        return False
    held = class_attribute(cls, name)
    if held is None or class_attribute(type(held), "__get__") is None:
        return False
    return class_attribute(type(held), "__set__") is None


def class_module(cls: type) -> str:
    try:
        module = _module_of(cls)
    except AttributeError:
        # It was deleted, or the collector has taken the class apart.
        return "builtins"
    return module if type(module) is str else "builtins"


def class_library(cls: type) -> str:
    return class_module(cls).partition(".")[0]


def module_vars(name: str) -> dict[str, Any] | None:
    """The namespace of a module that the program has imported, or None. Lazy modules are not woken."""
    module = sys.modules.get(name)
    if module is None or not derives(type(module), ModuleType):
        return None
    found: dict[str, Any] = _module_dict_of(module)
    return found


def instance_vars(value: object) -> dict[str, Any] | None:
    """The instance's own namespace without asking the instance, or None where it has none."""
    for base in class_mro(type(value)):
        slot = _dict_of(base).get("__dict__")
        if type(slot) is GetSetDescriptorType:
            if slot.__doc__ != _MADE_BY_CLASS:
                # Of a type in native code, where asking may make the namespace, which some behave differently with.
                return None
            inline = inline_vars(value, type(value))
            if inline is not None:
                return inline
            try:
                found = slot.__get__(value)
            except Exception:
                return None
            return found if type(found) is dict else None
    return None


def slot_value(value: object, name: str) -> Any:
    """What a slot of the class holds, or None. Only the slot itself answers: no property, no `__getattr__`."""
    for base in class_mro(type(value)):
        slot = class_vars(base).get(name)
        if type(slot) is MemberDescriptorType or type(slot) is GetSetDescriptorType:
            try:
                return slot.__get__(value)
            except AttributeError:
                return None
    return None


def stored(value: object, name: str) -> Any:
    """An attribute that is kept as it is, in the instance's namespace or in a slot; None where there is none."""
    own = instance_vars(value)
    if own is not None and name in own:
        return own[name]
    return slot_value(value, name)

"""Python's own values: which of the files here describes each builtin class (and the classes that derive from it)."""

from __future__ import annotations

import collections
import io
import types
from enum import Enum
from typing import Any, Callable

from .budget import Budget
from .cell import cell_of
from .checksum import buffer_fingerprint, text_fingerprint
from .connections import describe_file, describe_socket, describe_sqlite
from .description import Description
from .identity import identity
from .lazy_values import describe_coroutine, describe_future, describe_generator, describe_iterator
from .mask import mask_text
from .names import class_library, class_module, class_name, module_vars
from .number_arrays import describe_number_array
from .plain_scalars import LONGEST
from .records import describe_dict
from .sequences import describe_sequence
from .template_strings import describe_template


def describe_scalar(value: Any, budget: Budget) -> Description:
    return Description("scalar", class_name(type(value)), "builtins", {"value": cell_of(value)})


def describe_moment(value: Any, budget: Budget) -> Description:
    return Description("date", class_name(type(value)), class_library(type(value)), {"value": cell_of(value)})


def describe_other_scalar(value: Any, budget: Budget) -> Description:
    return Description("scalar", class_name(type(value)), class_library(type(value)), {"value": cell_of(value)})


def describe_text(value: Any, budget: Budget) -> Description:
    text = value if type(value) is str else str.__str__(value)
    size = str.__len__(text)
    cls = type(value)
    if size <= LONGEST and "\n" not in text:
        return Description("scalar", class_name(cls), class_library(cls), {"shape": [size], "value": mask_text(text)})
    shown = mask_text(text[: budget.text + 100])[: budget.text]
    made = Description("text", class_name(cls), class_library(cls), {"shape": [size]})
    made.fp = text_fingerprint(text)
    made.preview = {"form": "text", "text": shown, "total": size}
    return made


def describe_bytes(value: Any, budget: Budget) -> Description:
    cls = type(value)
    view = memoryview(value) if cls is memoryview or cls is bytearray else bytes.__getitem__(value, slice(None))
    size = view.nbytes if isinstance(view, memoryview) else len(view)
    made = Description("bytes", class_name(cls), class_library(cls), {"shape": [size], "bytes": size})
    if isinstance(view, memoryview) and not view.c_contiguous:
        return made
    flat = view.cast("B") if isinstance(view, memoryview) else view
    made.fp = buffer_fingerprint(flat)
    shown = bytes(flat[: min(budget.text, 1024) // 2])
    made.preview = {"form": "text", "text": shown.hex(" "), "total": size}
    return made


def describe_class(value: Any, budget: Budget) -> Description:
    return Description(
        "function", class_name(value), class_library(value), {"value": ["value", "class", class_name(value)]}
    )


def describe_function(value: Any, budget: Budget) -> Description:
    target = value.__func__ if type(value) is types.MethodType else value
    name = (
        target.__qualname__
        if type(target) is types.FunctionType or type(target) is types.BuiltinFunctionType
        else class_name(type(target))
    )
    return Description("function", "function", "builtins", {"value": ["value", "function", name]})


def describe_module(value: Any, budget: Budget) -> Description:
    return Description("other", "module", "builtins")


def _table() -> dict[int, Callable[[Any, Budget], Description]]:
    groups: tuple[tuple[Callable[[Any, Budget], Description], tuple[type, ...]], ...] = (
        (describe_scalar, (int, float, complex, bool, type(None))),
        (describe_text, (str,)),
        (describe_bytes, (bytes, bytearray, memoryview)),
        (describe_other_scalar, (Enum, range, slice)),
        (describe_sequence, (list, tuple, set, frozenset, collections.deque)),
        (describe_dict, (dict, types.MappingProxyType)),
        (describe_class, (type,)),
        (describe_function, (types.FunctionType, types.MethodType, types.BuiltinFunctionType)),
        (describe_module, (types.ModuleType,)),
        (describe_generator, (types.GeneratorType,)),
        (describe_coroutine, (types.CoroutineType, types.AsyncGeneratorType)),
        (describe_iterator, _iterator_classes()),
        (describe_file, (io.IOBase, io.IOBase.__mro__[1])),
    )
    return {identity(cls): describer for describer, classes in groups for cls in classes}


def _iterator_classes() -> tuple[type, ...]:
    import itertools

    made: tuple[Any, ...] = (
        iter(()),
        iter([]),
        iter({}),
        iter({}.values()),
        iter({}.items()),
        iter(set()),
        iter(""),
        iter(b""),
        iter(range(0)),
        reversed([]),
    )
    lazy = [value for value in vars(itertools).values() if type(value) is type]
    return (*tuple(type(value) for value in made), zip, map, filter, enumerate, *lazy)


BUILTIN_DESCRIBERS = _table()

# Classes of the standard library that are met only where the program has imported their module.
_STANDARD: dict[tuple[str, str], Callable[[Any, Budget], Description]] = {
    ("datetime", "date"): describe_moment,
    ("datetime", "time"): describe_moment,
    ("datetime", "timedelta"): describe_moment,
    ("decimal", "Decimal"): describe_other_scalar,
    ("fractions", "Fraction"): describe_other_scalar,
    ("uuid", "UUID"): describe_other_scalar,
    ("pathlib", "PurePath"): describe_other_scalar,
    ("array", "array"): describe_number_array,
    ("asyncio", "Future"): describe_future,
    ("_asyncio", "Future"): describe_future,
    ("_socket", "socket"): describe_socket,
    ("sqlite3", "Connection"): describe_sqlite,
    ("sqlite3", "Cursor"): describe_sqlite,
}

# A class that native code holds without a module having to be imported, so that no namespace vouches for it. No `class`
# statement makes such a one.
_NATIVE = {("string.templatelib", "Template"): describe_template}
_MADE_BY_CLASS = 1 << 9
_flags_of = type.__dict__["__flags__"].__get__


def standard_describer(cls: type) -> Callable[[Any, Budget], Description] | None:
    module, name = class_library(cls), class_name(cls)
    if not _flags_of(cls) & _MADE_BY_CLASS:
        native = _NATIVE.get((class_module(cls), name))
        if native is not None:
            return native
    found = _STANDARD.get((module, name))
    return found if found is not None and (module_vars(module) or {}).get(name) is cls else None

"""What a live value is, in the second recorder's own words: type, shape, and content in forms that can be compared.

It shares no code with the tracer. It may run anything (it looks at a plain run, on data of our own), so it asks the
libraries for their values in the most ordinary way there is, one cell at a time.

A content is a list of words, made the same way from a live value (here) and from a preview (`recorded.py`). What a
cell of a preview cannot hold, a container or an object inside another, is the word `o`; `inner` tells those that are
small enough to be written out in full in both.
"""

from __future__ import annotations

import datetime
import decimal
import fractions
import functools
import hashlib
import math
import pathlib
import pickle
import sys
import types
import uuid
from enum import Enum

MISSING = "∅"
TEXT = 300
CELLS = 60_000
MACHINERY = (
    type,
    type(None),
    property,
    classmethod,
    staticmethod,
    types.BuiltinFunctionType,
    types.CodeType,
    types.FrameType,
    types.FunctionType,
    types.GenericAlias,
    types.MethodDescriptorType,
    types.MethodType,
    types.MethodWrapperType,
    types.ModuleType,
    types.TracebackType,
    types.WrapperDescriptorType,
    type(functools.lru_cache(lambda: 0)),
)


def is_data(value):
    """None holds no data, and code is none."""
    return not isinstance(value, MACHINERY) and type(value).__module__ != "typing" and not is_ufunc(value)


def is_ufunc(value):
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.ufunc)


def library(value, name, root):
    module = sys.modules.get(root)
    cls = getattr(module, name, None) if module is not None else None
    return cls is not None and isinstance(value, cls)


def digest(words):
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def observe(value):
    """{type, shape, forms: {form: [content, inner or None]}}"""
    seen = {"type": type(value).__name__, "shape": shape_of(value), "forms": {}}
    try:
        forms = forms_of(value)
    except Exception as error:
        seen["odd"] = repr(error)[:200]
        forms = {}
    seen["forms"] = {form: [digest(words), inner and digest(inner)] for form, (words, inner) in forms.items()}
    return seen


def shape_of(value):
    if library(value, "Table", "pyarrow"):
        return [value.num_rows, value.num_columns]
    if library(value, "LazyFrame", "polars"):
        return None
    if isinstance(value, (str, bytes, list, tuple, dict, set, frozenset)) or type(value).__name__ == "deque":
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return [len(value._fields)]
        return [len(value)]
    if type(value).__name__ == "MultiIndex":
        return [len(value), value.nlevels]
    if type(value).__module__.partition(".")[0] in ("pandas", "polars", "numpy", "pyarrow", "scipy"):
        shape = getattr(value, "shape", None)
        if isinstance(shape, tuple) and not library(value, "generic", "numpy"):
            return list(shape)
        return [len(value)] if library(value, "ChunkedArray", "pyarrow") else None
    return None


def forms_of(value):
    if type(value).__module__.startswith("scipy.sparse"):
        return {}
    pandas, polars = sys.modules.get("pandas"), sys.modules.get("polars")
    if library(value, "DataFrame", "pandas"):
        columns = [list(value.iloc[:, at]) for at in range(value.shape[1])]
        return frame_forms([str(name) for name in value.columns], columns,
                           value.index, len(value))  # fmt: skip
    if library(value, "Series", "pandas"):
        return frame_forms([column_name(value.name)], [list(value)], value.index, len(value))
    if pandas is not None and isinstance(value, pandas.MultiIndex):
        return {"items": cells_of([("x",)] * len(value))}
    if pandas is not None and isinstance(value, pandas.Index):
        return frame_forms([column_name(value.name)], [list(value)], None, len(value))
    if polars is not None and isinstance(value, polars.DataFrame):
        return frame_forms(
            value.columns, [list(column.to_list()) for column in value.get_columns()], None, value.height
        )
    if polars is not None and isinstance(value, polars.Series):
        return frame_forms([value.name], [value.to_list()], None, len(value))
    if library(value, "Table", "pyarrow"):
        return frame_forms(value.column_names, [column.to_pylist() for column in value.columns], None, value.num_rows)
    if library(value, "ChunkedArray", "pyarrow") or library(value, "Array", "pyarrow"):
        return frame_forms([""], [value.to_pylist()], None, len(value))
    if library(value, "ndarray", "numpy"):
        return array_forms(value)
    if isinstance(value, (list, tuple, set, frozenset)) or type(value).__name__ == "deque":
        return sequence_forms(value)
    if isinstance(value, dict):
        return {"entries": entry_words(value.items())}
    if isinstance(value, str):
        whole = ([text_word(str(value), 1 << 30)], None)
        return {"text": whole, "value": ([text_word(str(value))], None)}
    if isinstance(value, (bytes, bytearray)):
        return {"text": ([bytes(value[:1024]).hex(" ")], None), "value": cells_of([bytes(value)])}
    if is_estimator(value):
        return {"model": ([str(is_fitted(value))], None)}
    word, inner = cell(value)
    if word != "o" or inner is not None:
        return {"value": ([word], None if inner is None else [inner])}
    fields = public_fields(value)
    return {"entries": entry_words(fields)} if fields else {}


def is_estimator(value):
    return hasattr(type(value), "get_params") and hasattr(value, "__dict__") and "sklearn" in sys.modules


def is_fitted(value):
    from sklearn.exceptions import NotFittedError
    from sklearn.utils.validation import check_is_fitted

    try:
        check_is_fitted(value)
    except NotFittedError:
        return False
    return True


def public_fields(value):
    """A cache that is kept under the name of its descriptor is none (docs/run-format.md)."""
    found = [
        (name, item)
        for name, item in getattr(value, "__dict__", {}).items()
        if name[:1] != "_" and not hasattr(getattr(type(value), name, None), "__get__")
    ]
    for base in type(value).__mro__:
        for name in getattr(base, "__slots__", ()) if isinstance(getattr(base, "__slots__", ()), (list, tuple)) else ():
            if name[:1] != "_" and hasattr(value, name) and name not in dict(found):
                found.append((name, getattr(value, name)))
    return found


def column_name(name):
    return "" if name is None else str(name)


def frame_forms(names, columns, index, rows):
    if rows * len(columns) > CELLS:
        return {"facts": (fact_words(names, columns), None)}
    words, inner = cells_of([item for column in columns for item in column])
    head = [f"{rows}x{len(names)}", *names]
    index_words = None
    if index is not None:
        plain = type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1
        index_words = None if plain else [cell(item)[0] for item in index]
    tail = ["index", *index_words] if index_words is not None else ["no index"]
    return {"table": (head + words + tail, inner and head + inner)}


def fact_words(names, columns):
    """Of what is too large to be kept whole: names, missing values, and the range of numbers."""
    words = []
    for name, values in zip(names, columns):
        words.append(name)
        words.append(str(sum(1 for item in values if cell(item)[0] == MISSING)))
    return words


def array_forms(value):
    if value.dtype.names:
        return {}
    flat = value.ravel().tolist() if value.dtype.kind not in "mM" else list(value.ravel())
    if len(flat) > CELLS:
        return {}
    words, inner = cells_of(flat)
    forms = {"items": (words, inner)}
    if value.ndim == 2:
        rows, width = value.shape
        by_column = [flat[row * width + at] for at in range(width) for row in range(rows)]
        words, inner = cells_of(by_column)
        head = [f"{rows}x{width}", *map(str, range(width))]
        forms["table"] = (head + words + ["no index"], inner and head + inner)
    return forms


def sequence_forms(value):
    items = list(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {"entries": entry_words(zip(value._fields, value))}
    forms = {"items": cells_of(items), "value": cells_of(items)}
    if len(items) > 1 and all(type(item) is dict for item in items):
        names = list(dict.fromkeys(name for item in items for name in item))
        flat = [item.get(name, ABSENT) for name in names for item in items]
        words, inner = cells_of(flat)
        head = [f"{len(items)}x{len(names)}", *map(str, names)]
        forms["table"] = (head + words + ["no index"], inner and head + inner)
        if all("role" in item and "content" in item for item in items):
            texts = [str(item[key]) for item in items for key in ("role", "content")]
            forms["messages"] = (texts, None)
    return forms


def entry_words(items):
    return cells_of([part for entry in items for part in entry])


def cells_of(values):
    words, inner = [], []
    for value in values:
        word, text = cell(value)
        words.append(word)
        if word == "o":
            if inner is not None and text is not None:
                inner.append(text)
            else:
                inner = None
    return words, inner


ABSENT = object()


def cell(value):
    """(word, and where the word is `o`, the short text of a small container of plain values)"""
    if value is ABSENT:
        return "absent", None
    if value is None or type(value).__name__ in ("NaTType", "NAType") or (isinstance(value, float) and value != value):
        return MISSING, None
    if isinstance(value, Enum):
        return "o", None
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.generic):
        if isinstance(value, numpy.datetime64):
            return (MISSING, None) if numpy.isnat(value) else (moment_word(str(value)), None)
        if isinstance(value, numpy.timedelta64):
            return ("o", None) if not numpy.isnat(value) else (MISSING, None)
        value = value.item()
        if value != value:
            return MISSING, None
    if isinstance(value, bool):
        return f"b{value}", None
    if isinstance(value, int):
        return f"i{value}", None
    if isinstance(value, float):
        return ("finf" if value > 0 else "f-inf", None) if math.isinf(value) else (f"f{value!r}", None)
    if isinstance(value, str):
        return text_word(value), None
    if isinstance(value, (bytes, bytearray)):
        return f"y{bytes(value[:64]).hex()}", None
    if isinstance(value, (datetime.datetime, datetime.date)):
        return moment_word(value.isoformat()), None
    if isinstance(value, datetime.time):
        return moment_word(value.isoformat()), None
    if isinstance(value, (decimal.Decimal, fractions.Fraction, uuid.UUID, pathlib.PurePath)):
        return "o", str(value)
    if isinstance(value, (list, tuple, set, dict)):
        return "o", small_text(value)
    return "o", None


def text_word(value, most=TEXT):
    return f"s{value[:most]}" if len(value) <= most else f"s{value[:most]}…{len(value)}"


def moment_word(text):
    """One spelling of a moment: `T` between date and time, no midnight, no zeros at the end of a fraction."""
    text = text.replace(" ", "T")
    if text[10:11] == "T" and "." in text:
        head, _, fraction = text.partition(".")
        digits = fraction[: len(fraction) - len(fraction.lstrip("0123456789"))]
        zone = fraction[len(digits) :]
        text = head + (f".{digits.rstrip('0')}" if digits.rstrip("0") else "") + zone
    if text[10:] == "T00:00:00":
        text = text[:10]
    return f"d{text}"


def small_text(value):
    """`repr`, of what is small and made of plain values only."""
    if len(value) > 6 or (type(value) not in (list, tuple, dict) or not value):
        return None
    parts = [part for entry in value.items() for part in entry] if isinstance(value, dict) else value
    if not all(type(part) in (int, float, str, bool, type(None)) and part == part for part in parts):
        return None
    if type(value) is tuple and len(value) == 1:
        return None
    text = repr(value)
    return text if len(text) <= 100 else None


def signature(value):
    """Quickly: may the value have changed? None where that is not known without a full look."""
    if isinstance(value, (int, float, str, bytes, bool)):
        return (type(value), value if value == value else "nan")
    root = type(value).__module__.partition(".")[0]
    if root not in ("builtins", "collections", "pandas", "numpy", "polars", "pyarrow"):
        return None
    try:
        return hashlib.sha256(pickle.dumps(value, 5)).digest()
    except Exception:
        return None

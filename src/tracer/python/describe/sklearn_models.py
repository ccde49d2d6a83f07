"""scikit-learn and its kin: parameters from the constructor's names, fitted state from trailing underscores."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import FunctionType
from typing import Any

from .budget import Budget
from .cell import cell_of, scalar_cells, short_text
from .checksum import array_fingerprint, text_fingerprint
from .description import Description
from .identity import identity
from .mask import MASK, is_secret_name
from .names import class_attribute, class_library, class_name, derives, instance_vars, module_vars

MOST_STATE = 40
_SIMPLE = frozenset(map(identity, (int, float, str, bool, type(None))))


def find_describer(cls: type, base: dict[str, Any]) -> Any:
    return describe_model if cls is base.get("BaseEstimator") else None


def describe_model(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    found = [name for name in own if _is_state(name)]
    state = {name: state_text(own[name]) for name in found[:MOST_STATE]}
    made = describe_estimator(value, parameter_names(type(value)), is_fitted(value), state)
    made.fp = model_fingerprint(value)
    entries = {**made.summary["parameters"], **state}
    shown = [[name, text] for name, text in entries.items()][: budget.items]
    made.preview = {"form": "entries", "entries": shown, "total": len(entries)}
    return made


def describe_estimator(value: Any, names: Iterable[str], fitted: bool, state: dict[str, str]) -> Description:
    """Also for the estimators of other libraries, which keep their fitted state elsewhere."""
    own = instance_vars(value) or {}
    summary: dict[str, Any] = {"parameters": {name: _parameter(name, own[name]) for name in names if name in own}}
    summary["fitted"] = fitted
    if state:
        summary["state"] = state
    parts = _parts(own)
    if parts:
        summary["parts"] = parts
    return Description("model", class_name(type(value)), class_library(type(value)), summary)


def parameter_names(cls: type) -> tuple[str, ...]:
    """Those that the constructor takes, from its code: nothing is called."""
    init = class_attribute(cls, "__init__")
    if type(init) is not FunctionType:
        return ()
    code = init.__code__
    return code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]


def _is_state(name: object) -> bool:
    return type(name) is str and name[-1:] == "_" and name[:1] != "_" and name[-2:] != "__"


def is_fitted(value: Any, depth: int = 0) -> bool:
    """A pipeline keeps no state of its own: it is fitted when its last step is."""
    own = instance_vars(value) or {}
    if any(map(_is_state, own)):
        return True
    steps = own.get("steps")
    if type(steps) is list and steps and type(steps[-1]) is tuple and depth < 10:
        return is_fitted(steps[-1][1], depth + 1)
    return False


def _parameter(name: str, item: Any) -> str:
    if is_secret_name(name) and type(item) is str:
        return MASK
    return parameter_text(item)


def parameter_text(item: Any, depth: int = 0) -> str:
    """Estimators inside are written as they would be made: with the parameters that are not the defaults."""
    if type(item) is list and depth < 3 and item and all(type(part) is tuple and len(part) in (2, 3) for part in item):
        pairs = [f"({part[0]}, {parameter_text(part[1], depth + 1)})" for part in item[:12] if type(part[0]) is str]
        return f"[{', '.join(pairs)}]"
    return estimator_text(item, depth) if _is_estimator(item) and depth < 4 else short_text(item)


def estimator_text(item: Any, depth: int) -> str:
    own = instance_vars(item) or {}
    defaults = _defaults(type(item))
    given = [
        f"{name}={_parameter(name, own[name]) if depth >= 3 else parameter_text(own[name], depth + 1)}"
        for name in parameter_names(type(item))
        if name in own and not is_secret_name(name) and not _is_same(own[name], defaults.get(name))
    ]
    return f"{class_name(type(item))}({', '.join(given)})"


def _defaults(cls: type) -> dict[str, Any]:
    init = class_attribute(cls, "__init__")
    if type(init) is not FunctionType:
        return {}
    names = init.__code__.co_varnames[: init.__code__.co_argcount]
    positional = init.__defaults__ or ()
    return {**dict(zip(names[len(names) - len(positional) :], positional)), **(init.__kwdefaults__ or {})}


def _is_same(one: Any, other: Any) -> bool:
    return one is other or (type(one) is type(other) and identity(type(one)) in _SIMPLE and one == other)


def _is_estimator(item: Any) -> bool:
    base = (module_vars("sklearn.base") or {}).get("BaseEstimator")
    return base is not None and derives(type(item), base)


def _parts(own: dict[str, Any]) -> list[list[str]]:
    for name in ("steps", "transformers", "transformer_list", "estimators"):
        given = own.get(name)
        if type(given) is list and given:
            pairs = [part for part in given if type(part) is tuple and len(part) >= 2 and type(part[0]) is str]
            return [[part[0], part[1] if type(part[1]) is str else class_name(type(part[1]))] for part in pairs[:50]]
    inner = own.get("estimator")
    return [["estimator", class_name(type(inner))]] if inner is not None and _is_estimator(inner) else []


def _array_class() -> Any:
    return (module_vars("numpy") or {}).get("ndarray")


def state_text(item: Any) -> str:
    if type(item) is _array_class():
        sizes = " × ".join(f"{size:,}" for size in item.shape)
        if item.dtype.kind == "O" or item.size > 6:
            return f"{item.dtype} [{sizes}]"
        return short_text(item.tolist())
    if type(item) is list and len(item) > 3:
        return f"{len(item):,} × {class_name(type(item[0]))}"
    return parameter_text(item)


def model_fingerprint(value: Any, depth: int = 0) -> str | None:
    """None where the state holds objects that are not looked into: equal texts would not mean equal models."""
    own = instance_vars(value) or {}
    texts = [class_name(type(value))]
    for name in (*parameter_names(type(value)), *sorted(filter(_is_state, own))):
        if name in own:
            text = _content_text(own[name], depth)
            if text is None:
                return None
            texts.append(f"{name}={text}")
    return text_fingerprint("\n".join(texts))


def _content_text(item: Any, depth: int) -> str | None:
    if identity(type(item)) in _SIMPLE:
        return repr(item)
    if identity(type(item)) in scalar_cells:
        return repr(cell_of(item))
    if type(item) is _array_class():
        return array_fingerprint(sys.modules["numpy"], item) if item.dtype.kind in "biufcUS" else None
    if (type(item) is list or type(item) is tuple) and len(item) <= 200 and depth < 6:
        texts = [_content_text(part, depth + 1) for part in item]
        return None if any(text is None for text in texts) else repr(texts)
    return model_fingerprint(item, depth + 1) if _is_estimator(item) and depth < 6 else None

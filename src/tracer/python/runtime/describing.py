"""What values are: `describe/`, loaded when the first value is looked at, since a short program may have none."""

from __future__ import annotations

from typing import Any

_loaded: Any = None
# Stands in a fingerprint before what belongs to an object's inner state, which no description shows.
INNER = "\x00"


def _load() -> Any:
    global _loaded
    from .. import describe as package

    _loaded = package
    return package


def describe(value: object, limits: Any) -> Any:
    return (_loaded or _load()).describe(value, limits, None)


def fingerprint(value: object) -> Any:
    return (_loaded or _load()).fingerprint(value)


def shown_part(print_of: str | None) -> str | None:
    return None if print_of is None else print_of.partition(INNER)[0]


def is_data(value: object) -> bool:
    return bool((_loaded or _load()).is_data(value))


def is_plain_scalar(value: object) -> bool:
    return bool((_loaded or _load()).is_plain_scalar(value))

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


def own_field(value: object, name: str) -> Any:
    """What an instance holds under a name itself, None where only its class could say."""
    fields = (_loaded or _load()).instance_vars(value)
    return None if fields is None else dict.get(fields, name)

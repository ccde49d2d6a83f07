"""What values are: `describe/`, loaded when the first value is looked at, since a short program may have none."""

from __future__ import annotations

from typing import Any

_loaded: Any = None
# Names that the user has masked, told before anything is described.
masked_names: list[str] = []
# Stands in a fingerprint before what belongs to an object's inner state, which no description shows.
INNER = "\x00"


def _load() -> Any:
    global _loaded
    from .. import describe as package

    package.mask_names_like(masked_names)
    package.remember_environment(_environment())
    _loaded = package
    return package


def _environment() -> dict[str, str]:
    """As the process got it: `os.environ` may be an object of the program's own."""
    import os
    import sys

    system = sys.modules.get("posix") or sys.modules.get("nt")
    given = {} if system is None else system.environ
    return {os.fsdecode(name): os.fsdecode(value) for name, value in given.items()}


def describe(value: object, limits: Any) -> Any:
    return (_loaded or _load()).describe(value, limits, None)


def scalar_json(value: object) -> Any:
    return (_loaded or _load()).scalar_json(value)


def fingerprint(value: object) -> Any:
    return (_loaded or _load()).fingerprint(value)


def holding() -> Any:
    return (_loaded or _load()).holding


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


def is_secret_name(name: str) -> bool:
    return bool((_loaded or _load()).is_secret_name(name))


def remember_secret(value: str) -> None:
    (_loaded or _load()).remember_secret(value)


def mask_text(text: str) -> str:
    return str((_loaded or _load()).mask_text(text))


def mask_source(source: bytes) -> bytes:
    """Of a module's text as it ran; what is not UTF-8 is kept, since nothing tells its letters."""
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return source
    masked: str = (_loaded or _load()).mask_source(text)
    return masked.encode("utf-8")

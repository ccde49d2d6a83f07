"""The scalars that programs make most of, straight to JSON: half of all artifacts are numbers and short texts."""

from __future__ import annotations

from _json import encode_basestring_ascii
from typing import Any

from .cell import SAFE_INTEGER
from .mask import mask_text

LONGEST = 200


def scalar_json(value: Any) -> tuple[str, str] | None:
    """Class and summary, as `describe` would tell them, or None where it shall."""
    cls = type(value)
    if cls is str:
        size = len(value)
        if size > LONGEST or "\n" in value:
            return None
        return "str", f'{{"shape":[{size}],"value":{encode_basestring_ascii(mask_text(value))}}}'
    if cls is int and -SAFE_INTEGER <= value <= SAFE_INTEGER:
        return "int", f'{{"value":{value}}}'
    if cls is float and value and value - value == 0:
        return "float", f'{{"value":{value!r}}}'
    if cls is bool:
        return "bool", '{"value":true}' if value else '{"value":false}'
    return None

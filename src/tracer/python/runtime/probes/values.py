"""Which values count as data, which as scalars, and when two are the same one."""

from __future__ import annotations

from typing import Any

from ..describing import is_data, is_plain_scalar
from ..frames import Open, Ref


def is_object(value: Any) -> bool:
    return not is_plain_scalar(value) and is_data(value)


def scalar_of(value: Any) -> bool:
    return value is not None and is_plain_scalar(value)


def same_value(refs: list[Ref], value: Any) -> Ref | None:
    if value is None:
        return None
    for ref in refs:
        if ref[2] is value:
            return ref
    return None


def operands_of(opened: Open) -> list[Ref]:
    slots = opened.frame.slots
    found = [slots.get(slot) for slot, _, _ in opened.frame.module.ops[opened.k][3]]
    return [ref for ref in found if ref is not None and ref[1] is None]

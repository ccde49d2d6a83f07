"""Whether the read of an attribute or item is a step of its own."""

from __future__ import annotations

from typing import Any

from ..frames import Frame, Ref
from ..holders import may_hold
from .shared import Shared
from .values import is_object, scalar_of


def make_worth_reading(shared: Shared) -> Any:
    ops = shared.ops
    artifacts = shared.artifacts

    def worth_reading(frame: Frame, k: int, value: Any, refs: Any) -> bool:
        """A read of an attribute or item is a step where it takes something out of data."""
        receiver = refs[0][0] if refs and refs[0][1] == "receiver" else None
        known = artifacts.known(value)
        if ops[k][2] == "attribute":
            if known is not None:
                if receiver is not None and receiver[1] is not None and known[1] is not None:
                    may_hold(receiver[1], known[1])
                frame.slots[k] = known
                return False
            if receiver is None:
                frame.slots[k] = None
                return False
            if type(value).__name__ == "method" or not (is_object(value) or scalar_of(value)):
                frame.slots[k] = receiver
                return False
            if accessor(receiver, value):
                frame.slots[k] = receiver
                return False
            return True
        if receiver is None and not is_object(value):
            frame.slots[k] = None
            return False
        return True

    return worth_reading


def accessor(receiver: Ref, value: Any) -> bool:
    """`.loc`, `.str`, `.dt`: a way to its data, not data of its own."""
    name = type(value).__name__
    return name.endswith(("Indexer", "Methods", "Accessor", "Properties", "NameSpace")) or name.startswith("_")

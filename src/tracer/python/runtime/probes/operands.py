"""Operands of steps: the artifact of what was read, by identity or as the variable was bound."""

from __future__ import annotations

import sys
from typing import Any

from ...source import cells as at
from ..artifacts import PASSING
from ..frames import STALE, Frame, Ref
from .shared import Shared
from .values import same_value, scalar_of

_getframe = sys._getframe


def make_lookup(shared: Shared) -> Any:
    module = shared.module
    artifacts = shared.artifacts

    def lookup(frame: Frame, name: str, owner: int, value: Any) -> Ref | None:
        """The artifact that a variable holds: by identity, or as it was bound, if what it holds is still that."""
        known = artifacts.known(value)
        if known is not None:
            return known
        names = module.names_of(frame, owner)
        if names is not None:
            ref = names.get(name)
            if ref is not None and ref[1] is None:
                if ref[2] is value or (ref[2] is None and type(value) is str) or ref[2] is PASSING:
                    return ref
                if artifacts.hidden.era and scalar_of(value):
                    # Bound anew by code that ran unrecorded.
                    is_here = ref[2] is STALE and any(loop.step == ref[0] for loop in frame.loops)
                    step = ref[0] if is_here else artifacts.hidden.within(frame.step)
                    ref = names[name] = artifacts.scalar(value, step)
                    return ref
        return None

    return lookup


def make_operands(shared: Shared, lookup: Any) -> Any:
    ops = shared.ops
    frames = shared.frames
    artifacts = shared.artifacts
    trouble = shared.trouble

    def tap(k: int, value: Any) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                row = ops[k]
                frame.slots[k] = lookup(frame, row[1], row[2], value) or artifacts.received(value, frame.parent_step())
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def resolve(k: int, value: Any) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                ref = artifacts.known(value)
                if ref is None:
                    ref = same_value([item for item in map(frame.slots.get, ops[k][1]) if item is not None], value)
                frame.slots[k] = ref
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    return {at.TAP: tap, at.RESOLVE: resolve}

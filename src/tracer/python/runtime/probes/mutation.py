"""What a step changed in place: what it was given, and what that was reached through."""

from __future__ import annotations

from typing import Any

from ..frames import Frame
from .shared import Shared


def make_changed(shared: Shared) -> Any:
    artifacts = shared.artifacts

    def changed(refs: Any, step: int, outputs: list[Any]) -> None:
        """Mutation by a call: what it was given is not any more what was recorded."""
        for ref, role in refs:
            if ref is None or ref[1] is None:
                continue
            tracked = ref[1]
            held = tracked.held()
            if held is not None and tracked.aid == ref[0] and artifacts.version(tracked, held, step):
                outputs.append([tracked.aid, role])

    return changed


def make_through(shared: Shared) -> Any:
    ops = shared.ops
    artifacts = shared.artifacts

    def through(frame: Frame, row: Any, step: int, outputs: list[Any]) -> None:
        """What the changed object was reached through has changed too, as far as its fingerprint sees."""
        while row is not None and row[0] == "end" and row[2] in ("getitem", "attribute") and row[3]:
            slot, role, _ = row[3][0]
            if role != "receiver":
                return
            ref = frame.slots.get(slot)
            if ref is not None and ref[1] is not None:
                held = ref[1].held()
                mine = [item for item in outputs if item[0] == ref[1].aid]
                if held is not None and not mine and artifacts.version(ref[1], held, step, certain=True):
                    outputs.append([ref[1].aid, "receiver"])
            row = ops[slot]

    return through

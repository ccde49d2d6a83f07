"""What holds what: a change of a member is a change of the list, the record or the object that it is in.

Steps tell which objects may hold which (an item and what it was taken from, an argument and the receiver it was given
to, parts and what was put together from them). Whether one does is looked at when the member changes.
"""

from __future__ import annotations

from typing import Any

from .describing import holding
from .identity import identity
from .objects import Tracked

KEPT = 12
MOST = 20
# Ways to what they were made from, like `enumerate(rows)` and `index.items()`.
PASSING_ON = frozenset(("lazy", "other"))
# Kinds that hold nothing, or whose content is their own.
CLOSED = frozenset(("file", "text", "scalar", "date", "bytes", "function", "series", "figure", "connection"))


def may_hold(holder: Tracked, member: Tracked) -> None:
    if holder is member or holder.kind in CLOSED or member.kind in CLOSED:
        return
    holders = member.holders
    if holders is None:
        member.holders = [holder]
    elif holder not in holders:
        holders.append(holder)
        if len(holders) > KEPT:
            del holders[0]


def sources_of(tracked: Tracked, depth: int = 0) -> list[Tracked]:
    """Where the items of an iterable come from."""
    found = [tracked]
    if tracked.kind in PASSING_ON and depth < 3:
        for holder in tracked.holders or ():
            found.extend(sources_of(holder, depth + 1))
    return found


def link_step(refs: Any, value: Any) -> None:
    """A step's operands and its value: each may hold another."""
    made = None if value is None else value[1]
    receiver = None
    for ref, role in refs:
        if ref is None or ref[1] is None:
            continue
        tracked = ref[1]
        if made is not None:
            may_hold(tracked, made)
            may_hold(made, tracked)
        if role == "receiver":
            receiver = tracked
        elif receiver is not None:
            may_hold(receiver, tracked)


def spread(artifacts: Any, step: int, outputs: list[Any]) -> None:
    """New versions of what holds an object that `step` changed. What is large waits until it is read."""
    todo = artifacts.changed
    artifacts.changed = []
    done = set(map(identity, todo))
    for tracked in todo:
        value = tracked.held()
        if value is None or tracked.holders is None or len(done) > MOST:
            continue
        for holder in list(tracked.holders):
            if identity(holder) in done:
                continue
            held = holder.held()
            if held is None or not holding().holds(held, value):
                if holder.kind not in PASSING_ON:
                    tracked.holders.remove(holder)
                continue
            done.add(identity(holder))
            holder.nested = True
            if not holding().is_small(held):
                holder.waits = step
            elif artifacts.version(holder, held, step, certain=not holding().is_array(held)):
                outputs.append([holder.aid, "holder"])
        todo.extend(artifacts.changed)
        artifacts.changed = []


def members_changed(artifacts: Any, tracked: Tracked, step: int, outputs: list[Any]) -> None:
    """What an object holds, where a call of a library changed it: the estimators of a pipeline that was fitted."""
    held = tracked.held()
    if held is None:
        return
    for item in holding().members(held):
        member = artifacts.objects.find(item)
        if member is not None and member is not tracked and artifacts.version(member, item, step):
            outputs.append([member.aid, "member"])

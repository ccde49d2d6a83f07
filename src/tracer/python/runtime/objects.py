"""Objects of the program that artifacts stand for, found again by identity and never kept alive for long.

What can be held weakly is. Builtin containers cannot: they are held strongly while the program holds them too, which a
look at the reference count tells, and let go at the next step after it does not.
"""

from __future__ import annotations

import gc
import sys
from _weakref import ref as weak
from time import process_time_ns
from typing import Any

from .cycles import garbage_among
from .identity import identity

YOUNG = 12
OLD = 2000
KEPT = 1500
LOOK_AT_LEAST = 500_000_000
_getrefcount = sys.getrefcount
_SAFE = frozenset(map(identity, (int, float, str, bool, complex, bytes, type(None), list, dict, tuple, set, frozenset)))


class Tracked:
    """One object: the newest artifact that stands for it."""

    __slots__ = (
        "aid",
        "content",
        "fp",
        "handle",
        "holders",
        "kind",
        "nested",
        "seen",
        "strong",
        "used",
        "ver",
        "waits",
        "weak",
    )

    def __init__(self, aid: int, fp: str | None, kind: str) -> None:
        self.aid = aid
        self.ver = 1
        self.fp = fp
        self.kind = kind
        self.weak: Any = None
        self.strong: Any = None
        self.seen = 0
        # Where it leads to an open file that is written.
        self.handle: Any = None
        # Those that it may be a member of (`holders`); whether members of its own were seen to change, and the step
        # of a change in one that it was not described again for.
        self.holders: list[Tracked] | None = None
        self.nested = False
        self.waits = 0
        # The turn in which it was last met.
        self.used = 0
        # Fingerprint of what was last recorded of it.
        self.content: str | None = None

    def held(self) -> Any:
        return self.weak() if self.weak is not None else self.strong


class Objects:
    def __init__(self) -> None:
        self.by_id: dict[int, Tracked] = {}
        self.young: list[Tracked] = []
        self.old: list[Tracked] = []
        self.sweep_at = 4096
        self.turn = 0
        self.looked = 0
        self.baseline = _baseline()

    def clear(self) -> None:
        self.by_id.clear()
        self.young.clear()
        self.old.clear()

    def find(self, value: object) -> Tracked | None:
        tracked = self.by_id.get(identity(value))
        if tracked is None:
            return None
        if (tracked.weak() if tracked.weak is not None else tracked.strong) is value:
            tracked.used = self.turn
            return tracked
        return None

    def add(self, value: Any, tracked: Tracked) -> None:
        try:
            tracked.weak = weak(value)
        except TypeError:
            if not _may_hold(value):
                return
            tracked.strong = value
            tracked.used = self.turn
            self.young.append(tracked)
        self.by_id[identity(value)] = tracked
        if len(self.by_id) > self.sweep_at:
            self._forget_dead()

    def reconsider(self, tracked: Tracked) -> None:
        """It changed: what it holds now may not be held by us."""
        if tracked.strong is not None and not _may_hold(tracked.strong):
            self._drop(tracked)

    def release(self) -> None:
        """Lets go what only we hold. Called at each step, so it must cost next to nothing."""
        if self.young:
            # What is dropped may run code of the program, which may add to the list.
            young, self.young = self.young, []
            kept = [item for item in young if not self._dropped(item)]
            self.young = kept + self.young if self.young else kept
            if len(self.young) > YOUNG:
                self.old.extend(self.young[: -YOUNG // 2])
                self.young = self.young[-YOUNG // 2 :]
        self.turn += 1
        if self.turn & 63 == 0 and self.old:
            old, self.old = self.old, []
            self.old = [item for item in old if not self._dropped(item)] + self.old
            if len(self.old) > OLD:
                self._let_go_unused()

    def _let_go_unused(self) -> None:
        """Those that were not met for longest: a list that many rows are added to outlives the rows here."""
        old, self.old = self.old, []
        latest = sorted([item.used for item in old])[len(old) - KEPT]
        for item in old:
            if item.used < latest:
                self._drop(item)
        self.old = [item for item in old if item.strong is not None] + self.old

    def release_cycles(self) -> None:
        """Before the interpreter collects cycles: what we hold of those that it would find goes first."""
        held = [item for item in (*self.young, *self.old) if item.strong is not None]
        started = process_time_ns()
        # A program that collects all the time gets a share of it only.
        if not held or self.looked > LOOK_AT_LEAST + started // 20:
            return
        for item, garbage in zip(held, garbage_among([item.strong for item in held])):
            if garbage:
                self._drop(item)
        self.looked += process_time_ns() - started

    def _dropped(self, tracked: Tracked) -> bool:
        if tracked.strong is None or _getrefcount(tracked.strong) <= self.baseline:
            self._drop(tracked)
            return True
        return False

    def _drop(self, tracked: Tracked) -> None:
        if tracked.strong is not None:
            key = identity(tracked.strong)
            if self.by_id.get(key) is tracked:
                del self.by_id[key]
            tracked.strong = None

    def _forget_dead(self) -> None:
        self.by_id = {key: item for key, item in self.by_id.items() if item.held() is not None}
        self.sweep_at = max(4096, 2 * len(self.by_id))


def _baseline() -> int:
    """The reference count of an object that only we hold, as `_dropped` reads it."""
    tracked = Tracked(0, None, "")
    tracked.strong = object()
    return _getrefcount(tracked.strong)


def _may_hold(value: Any) -> bool:
    """Not where dropping it runs code of the program, which would then run later than without us."""
    cls = type(value)
    if cls is dict:
        items: Any = dict.values(value)
    elif cls in (list, tuple, set, frozenset):
        items = value
    else:
        # An object without a dictionary: what its slots hold goes with it.
        if not _is_harmless(cls):
            return False
        items = gc.get_referents(value)
    for seen, item in enumerate(items):
        if identity(type(item)) not in _SAFE and not _is_harmless(type(item)):
            return False
        if seen >= 200:
            break
    return True


def _is_harmless(cls: type) -> bool:
    try:
        return not any(
            "__del__" in type.__dict__["__dict__"].__get__(base) for base in type.__dict__["__mro__"].__get__(cls)
        )
    except Exception:
        return False

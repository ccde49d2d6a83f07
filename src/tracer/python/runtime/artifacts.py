"""Artifacts: what a step made, found again by identity, in a new version when it was changed in place."""

from __future__ import annotations

import time
from typing import Any

from .describing import describe, fingerprint, is_data, is_plain_scalar, scalar_json, shown_part
from .frames import Ref
from .hidden import Chain, Hidden
from .objects import Objects, Tracked
from .writer import Writer

_perf = time.perf_counter_ns
SCALAR_KEPT = 400
SMALL = {"previewRows": 10, "previewColumns": 20, "previewItems": 10, "previewText": 1000}
OFTEN_SHARE = 0.02
IMMUTABLE = frozenset(("file", "text", "scalar", "date", "bytes", "function"))
# In the place of a value: known by the name that it was bound to, and by nothing else.
PASSING: Any = object()


class Artifacts:
    def __init__(self, writer: Writer, limits: dict[str, Any]) -> None:
        self.writer = writer
        self.limits = limits
        # Of what a site made often before (a list that grows), small previews are enough, and large values are sampled.
        less = {name: min(limits[name], most) for name, most in SMALL.items() if limits.get(name)}
        # Without a limit of time, everything is told.
        self.small = {**limits, **less, "share": OFTEN_SHARE} if limits.get("describeMs") else limits
        self.shows_values = limits.get("values", True) is not False
        self.is_often = False
        self.objects = Objects()
        self.count = 0
        self.spent = 0
        self.busy = 0
        self.pending: BaseException | None = None
        # Changed by the step that ends: what holds them has changed too (`holders`).
        self.changed: list[Tracked] = []
        self.hidden = Hidden()
        self.degraded: dict[str, int] = {}
        self.blobs: set[str] = set()

    def known(self, value: object) -> Ref | None:
        tracked = self.objects.find(value)
        if tracked is None:
            return None
        if tracked.seen != self.hidden.era:
            self.look_again(tracked, value)
        if tracked.waits:
            self.renew(tracked, value, tracked.waits, fingerprint(value))
        return (tracked.aid, tracked, None)

    def look_again(self, tracked: Tracked, value: Any) -> None:
        """A change that the record shows is put down to what ran unrecorded; an object's inner state is not shown."""
        step = self.hidden.since(tracked.seen)
        tracked.seen = self.hidden.era
        if tracked.kind in IMMUTABLE:
            return
        now = fingerprint(value)
        if shown_part(now) != shown_part(tracked.fp):
            self.renew(tracked, value, step, now)
        elif tracked.nested and not tracked.waits:
            # Members changed before; unrecorded code may have changed others.
            made = self.describe(value)
            if made.fp is None or made.fp != tracked.content:
                self.renew(tracked, value, step, now, made)
        tracked.fp = now

    def hide(self, chain: Chain) -> None:
        """The innermost step of `chain` ran code that was not recorded."""
        self.hidden.add(chain)

    def made(self, value: Any, step: int) -> tuple[Ref | None, bool]:
        """The artifact for what `step` yielded, and whether it is new."""
        if value is None:
            return None, False
        if is_plain_scalar(value):
            return self.scalar(value, step), True
        tracked = self.objects.find(value)
        if tracked is not None:
            changed = self.version(tracked, value, step)
            return (tracked.aid, tracked, None), changed
        if not is_data(value):
            return None, False
        return self.create(value, step), True

    def received(self, value: Any, step: int) -> Ref | None:
        """The artifact of an operand that no step is known to have made."""
        known = self.known(value)
        if known is not None:
            return known
        if value is None or is_plain_scalar(value) or not is_data(value):
            return None
        return self.create(value, step)

    def scalar(self, value: Any, step: int) -> Ref:
        self.count += 1
        aid = self.count
        plain = scalar_json(value) if self.shows_values else None
        if plain is None:
            self.record(aid, step, describe(value, self.limits), None, 1, None)
        else:
            head = f'{{"k":"artifact","id":{aid},"step":{step},"kind":"scalar","type":"{plain[0]}","lib":"builtins"'
            self.writer.add(f'{head},"ver":1,"sum":{plain[1]},"detail":"full"}}')
        kept = value if not isinstance(value, (str, bytes)) or len(value) <= SCALAR_KEPT else None
        return (aid, None, kept)

    def passing(self, value: Any, step: int) -> Ref:
        """An artifact whose object is not followed: it is found by its name only."""
        self.count += 1
        self.record(self.count, step, self.describe(value), None, 1, value)
        return (self.count, None, PASSING)

    def create(self, value: Any, step: int) -> Ref:
        self.count += 1
        aid = self.count
        made = self.describe(value)
        tracked = Tracked(aid, None, made.kind)
        tracked.content = made.fp
        tracked.seen = self.hidden.era
        if made.kind not in IMMUTABLE:
            tracked.fp = fingerprint(value)
        self.objects.add(value, tracked)
        self.record(aid, step, made, None, 1, value)
        return (aid, tracked, None)

    def version(self, tracked: Tracked, value: Any, step: int, certain: bool = False) -> bool:
        """A new version, if the object is not as it was recorded."""
        if tracked.kind in IMMUTABLE:
            return False
        now = fingerprint(value)
        if now == tracked.fp and not certain:
            return False
        self.renew(tracked, value, step, now)
        self.changed.append(tracked)
        return True

    def fresh(self, value: Any, step: int) -> Ref | None:
        """What a library hands over: an object that it may have changed since it was recorded."""
        tracked = self.objects.find(value)
        if tracked is None:
            return None
        if not self.version(tracked, value, step):
            return self.known(value)
        self.changed.pop()
        return (tracked.aid, tracked, None)

    def renew(self, tracked: Tracked, value: Any, step: int, now: str | None, made: Any = None) -> None:
        before = tracked.aid
        self.count += 1
        tracked.aid = self.count
        tracked.ver += 1
        tracked.fp = now
        self.objects.reconsider(tracked)
        tracked.waits = 0
        tracked.seen = self.hidden.era
        made = made or self.describe(value)
        tracked.content = made.fp
        self.record(tracked.aid, step, made, before, tracked.ver, value)

    def describe(self, value: Any) -> Any:
        started = _perf()
        limits = self.small if self.is_often else self.limits
        if self.writer.is_full():
            limits = {**limits, "describeMs": 0.001, "previewRows": 1, "previewItems": 1, "previewText": 1}
        self.busy += 1
        try:
            made = describe(value, limits)
        finally:
            self.busy -= 1
        self.spent += _perf() - started
        if self.pending is not None:
            # Raised by a signal handler, and caught by what describes values: it is the program's.
            error, self.pending = self.pending, None
            raise error
        return made

    def record(self, aid: int, step: int, made: Any, before: int | None, ver: int, value: Any) -> None:
        line: dict[str, Any] = {"k": "artifact", "id": aid, "step": step, "kind": made.kind, "type": made.type}
        if made.lib:
            line["lib"] = made.lib
        if before is not None:
            line["from"] = before
        line["ver"] = ver
        if made.fp:
            line["fp"] = made.fp
        line["sum"] = made.summary
        if made.blob is not None:
            self.store_blob(made)
        if made.preview is not None:
            place = self.writer.preview(made.preview)
            if place is not None:
                line["pv"] = place
        line["detail"] = made.detail
        if made.why:
            line["why"] = made.why
            self.degraded[made.detail] = self.degraded.get(made.detail, 0) + 1
        self.writer.write(line)

    def store_blob(self, made: Any) -> None:
        data, _extension = made.blob
        name = (made.preview or {}).get("blob")
        if not isinstance(name, str) or "/" in name:
            return
        if name not in self.blobs:
            self.blobs.add(name)
            self.writer.blob(name, data)

    def file(self, path: str, mode: str, step: int, size: int | None, before: Any) -> int:
        self.count += 1
        ver = 1 if before is None else before[2] + 1
        self.write_file(self.count, path, mode, step, size, None if before is None else before[0], ver)
        return self.count

    def write_file(
        self, aid: int, path: str, mode: str, step: int, size: int | None, before: int | None, ver: int
    ) -> None:
        summary: dict[str, Any] = {"path": path, "mode": mode}
        if size is not None:
            summary["bytes"] = size
        line: dict[str, Any] = {"k": "artifact", "id": aid, "step": step, "kind": "file", "type": "file"}
        if before is not None:
            line["from"] = before
        line.update(ver=ver, sum=summary, detail="full")
        self.writer.write(line)


Inputs = list[tuple[int, str]]

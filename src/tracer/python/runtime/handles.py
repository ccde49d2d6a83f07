"""Files that are written through an open handle: which file a handle leads to, and what was written by now.

Nothing is flushed or moved: how far a handle is, is its buffer's position and what its text layer still holds, which
the garbage collector's view of it tells. What cannot be seen so (compressed files) is judged by what calls give back.
"""

from __future__ import annotations

import _io
import gc
import os
import stat
from typing import Any

from .identity import identity
from .objects import Tracked

WRITES = frozenset((".write()", ".writelines()", ".truncate()"))
MOST = 64


class Handle:
    """One opening of one file for writing."""

    __slots__ = ("absolute", "aid", "before", "constant", "path", "seen", "size", "step", "ver", "weak")

    def __init__(self, tracked: Tracked, path: str, absolute: str) -> None:
        self.weak = tracked.weak
        self.path = path
        self.absolute = absolute
        self.aid = 0
        self.ver = 0
        self.before: int | None = None
        self.step = 0
        self.size: int | None = None
        value = tracked.held()
        # The names of its encoding and newlines, which are no text to be written.
        self.constant = {identity(item) for item in gc.get_referents(value) if type(item) is str}
        self.seen = self.position()

    def position(self) -> int | None:
        value = None if self.weak is None else self.weak()
        pending = 0
        if type(value) is _io.TextIOWrapper:
            for item in gc.get_referents(value):
                if type(item) is list:
                    pending += sum(len(part) for part in item)
                elif type(item) is bytes or (type(item) is str and identity(item) not in self.constant):
                    pending += len(item)
        layer = _binary(value)
        try:
            return None if layer is None else pending + int(type(layer).tell(layer))
        except (OSError, ValueError, RuntimeError):
            return None

    def is_closed(self) -> bool:
        value = None if self.weak is None else self.weak()
        layer = _binary(value)
        return value is None or (layer is not None and bool(layer.closed))


def _binary(value: Any) -> Any:
    """What bytes go through, if it is of a type that runs no code of anybody's."""
    if type(value) is _io.TextIOWrapper:
        try:
            value = _io.TextIOWrapper.__dict__["buffer"].__get__(value)
        except ValueError:
            return None
    return value if type(value) in (_io.BufferedWriter, _io.BufferedRandom, _io.FileIO) else None


class Handles:
    def __init__(self, recorder: Any, known: dict[str, tuple[int, int, int]]) -> None:
        self.recorder = recorder
        self.known = known
        self.open: list[Handle] = []

    def opened(self, tracked: Tracked, path: str, absolute: str) -> None:
        """`tracked` is what the opening call gave back."""
        try:
            if not stat.S_ISREG(os.stat(absolute).st_mode):
                return
        except OSError:
            return
        tracked.handle = Handle(tracked, path, absolute)
        if len(self.open) < MOST:
            self.open.append(tracked.handle)

    def written(self, refs: Any, name: str, value: Any, made: Any, step: int) -> list[int]:
        """New versions of the files that a call wrote to through a handle among its operands."""
        versions: list[int] = []
        for ref, role in refs:
            tracked = None if ref is None else ref[1]
            if tracked is None or tracked.handle is None:
                continue
            handle = tracked.handle
            if handle.step > step:
                continue
            direct = role == "receiver" and tracked.kind == "connection"
            if direct and name not in WRITES:
                continue
            holds = made is not None and made[1] is not None and made[1].kind in ("connection", "other", "record")
            if holds and not direct:
                # A writer made upon the handle: what is given to it goes into the file.
                made[1].handle = made[1].handle or handle
            now = handle.position()
            if now is None and (handle.seen is not None or (made is not None and type(value) is not int)):
                continue
            if now is not None and now == handle.seen:
                continue
            versions.append(self.version(handle, step, now))
        return versions

    def version(self, handle: Handle, step: int, size: int | None) -> int:
        before = self.known.get(handle.absolute)
        handle.seen = handle.size = size
        handle.step = step
        handle.before = None if before is None else before[0]
        handle.ver = 1 if before is None else before[2] + 1
        aid: int = self.recorder.artifacts.file(handle.path, "write", step, size, before)
        handle.aid = aid
        self.known[handle.absolute] = (aid, 0, handle.ver)
        return aid

    def settle(self, at_end: bool = False) -> None:
        """Files whose handle was closed have their final size."""
        still = []
        for handle in self.open:
            if not at_end and not handle.is_closed():
                still.append(handle)
                continue
            latest = self.known.get(handle.absolute)
            size = handle.position() if at_end and not handle.is_closed() else None
            if size is None:
                try:
                    facts = os.stat(handle.absolute)
                except OSError:
                    continue
                size = facts.st_size
                if latest is not None and latest[0] == handle.aid:
                    self.known[handle.absolute] = (latest[0], facts.st_mtime_ns, latest[2])
            if latest is not None and latest[0] == handle.aid and size != handle.size:
                self.recorder.artifacts.write_file(
                    handle.aid, handle.path, "write", handle.step, size, handle.before, handle.ver
                )
                handle.size = size
        self.open = still

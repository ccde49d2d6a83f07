"""The log of one process: records as lines, written through a descriptor of our own, never raising.

Descriptors are moved to high numbers, so that the program's own come out as without us, and are close-on-exec.
A full disk, a removed folder or a lost descriptor ends capture silently: the program goes on.
"""

from __future__ import annotations

import fcntl
import os
import time

# The accelerator alone, without the package around it: every CPython that the tracer takes has it.
from _json import encode_basestring_ascii
from _json import make_encoder as _make_encoder
from typing import Any

FLUSH_NS = 4_000_000
FLUSH_RECORDS = 400
# Before a call, which may take long, what waits is written at once: so often in each span of time.
SPAN_NS = 20_000_000
AT_ONCE = 4
FLUSH_BYTES = 500_000


def _refuse(value: object) -> Any:
    return f"<{type(value).__name__}>"


_encode = _make_encoder(None, _refuse, encode_basestring_ascii, None, ":", ",", False, False, False)


def to_json(value: Any) -> str:
    try:
        return "".join(_encode(value, 0))
    except ValueError:
        return "".join(_encode(without_specials(value), 0))


def without_specials(value: Any) -> Any:
    """NaN and infinities are not JSON."""
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    if isinstance(value, dict):
        return {str(key): without_specials(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_specials(item) for item in value]
    return value


def open_high(path: str) -> int:
    low = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    for start in (200, 64):
        try:
            high = fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, start)
        except OSError:
            continue
        os.close(low)
        return high
    return low


class Writer:
    """`write` takes one record; `preview` stores a preview and says where."""

    def __init__(self, folder: str, name: str, run_bytes: int) -> None:
        self.lines: list[str] = []
        # Previews that the lines refer to; they are written first.
        self.drafts: list[bytes] = []
        self.drafted = 0
        self.folder = folder
        self.alive = True
        self.log_bytes = 0
        self.preview_bytes = 0
        self.run_bytes = run_bytes or (1 << 62)
        self.last = time.perf_counter_ns()
        self.span = 0
        self.at_once = 0
        self.log: int = -1
        self.previews: int = -1
        try:
            self.log = open_high(f"{folder}/log-{name}.ndjson")
            self.previews = open_high(f"{folder}/previews-{name}.ndjson")
        except OSError:
            self.alive = False

    def write(self, record: dict[str, Any]) -> None:
        self.add(to_json(record))

    def add(self, line: str) -> None:
        """A record that is JSON already."""
        self.lines.append(line)
        now = time.perf_counter_ns()
        if now - self.last > FLUSH_NS or len(self.lines) >= FLUSH_RECORDS:
            self.flush()

    def flush(self) -> None:
        self.last = time.perf_counter_ns()
        lines, self.lines = self.lines, []
        drafts, self.drafts, self.drafted = self.drafts, [], 0
        if drafts and self.alive:
            self._put(self.previews, b"".join(drafts))
        if lines and self.alive:
            lines.append("")
            self.log_bytes += self._put(self.log, "\n".join(lines).encode("ascii"))

    def before_call(self, now: int) -> None:
        """What waits is written, so that a reader has it while the call lasts."""
        if not self.lines:
            return
        if now - self.span > SPAN_NS:
            self.span = now
            self.at_once = 0
        if now - self.last > FLUSH_NS:
            self.flush()
        elif self.at_once < AT_ONCE:
            self.at_once += 1
            self.flush()

    def preview(self, preview: Any) -> tuple[int, int] | None:
        if not self.alive or self.is_full():
            return None
        data = to_json(preview).encode("ascii") + b"\n"
        offset = self.preview_bytes
        self.preview_bytes += len(data)
        self.drafts.append(data)
        self.drafted += len(data)
        if self.drafted > FLUSH_BYTES:
            self.flush()
        return (offset, len(data) - 1) if self.alive else None

    def blob(self, name: str, data: bytes) -> None:
        if not self.alive or self.is_full():
            return
        try:
            os.makedirs(f"{self.folder}/blobs", exist_ok=True)
            path = f"{self.folder}/blobs/{name}"
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
            try:
                self._put(handle, data)
            finally:
                os.close(handle)
            self.preview_bytes += 0
        except OSError:
            return

    def is_full(self) -> bool:
        return self.log_bytes + self.preview_bytes > self.run_bytes

    def _put(self, handle: int, data: bytes) -> int:
        done = 0
        try:
            while done < len(data):
                done += os.write(handle, data[done:])
        except OSError:
            self.alive = False
        return done

    def forget(self) -> None:
        """In a forked child: the parent's files are not ours."""
        self.lines = []
        self.drafts = []
        self.alive = False
        for handle in (self.log, self.previews):
            try:
                os.close(handle)
            except OSError:
                continue

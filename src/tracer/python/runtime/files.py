"""Files that steps read and write: seen as they are opened (audit hook), or named by an argument of a call.

Libraries that open files in native code raise no audit event, hence the second way: a string or path given to a call
that names a file. Whether it was written is told by its time of change.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from typing import Any

from .codes import settle
from .handles import Handles

_SUFFIXES = (".py", ".pyc", ".pyi", ".so", ".pth", ".pyd", ".dylib", ".egg-link", ".ttf", ".mplstyle", "matplotlibrc")
_PLACES = ("/proc/", "/dev/", "/sys/", "/usr/share/", "/usr/lib/", "/etc/", "/lib/")
_PARTS = ("/site-packages/", "/dist-packages/", "/__pycache__/", "/.cache/", "/.config/", "/.interim/")
# Of the events of the interpreter, of which there are many for each file that is read or compiled.
_EVENTS = frozenset(("open", "object.__getattr__", "subprocess.Popen", "sqlite3.connect"))
# (path as the program gave it, absolute, written)
Mark = tuple[str, str, bool]


class Files:
    def __init__(self, recorder: Any, outside: tuple[str, ...]) -> None:
        self.recorder = recorder
        self.outside = outside
        self.known: dict[str, tuple[int, int, int]] = {}
        self.handles = Handles(recorder, self.known)

    def is_ignored(self, path: str) -> bool:
        if path.endswith(_SUFFIXES) or path.startswith(_PLACES) or path.startswith(self.outside):
            return True
        return any(part in path for part in _PARTS)

    def opened(self, path: Any, flags: int) -> None:
        """The program's code, or a library for it, opens a file."""
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if type(path) is not str or not path:
            return
        stack = self.recorder.threads.stack()
        if not stack or stack[-1].k < 0:
            return
        absolute = os.path.abspath(path)
        if self.is_ignored(absolute):
            return
        writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND))
        marks = stack[-1].marks
        if marks is None:
            marks = stack[-1].marks = []
        if len(marks) < 50:
            marks.append((path, absolute, writes))

    def named(self, texts: list[str], started: int, marks: list[Mark] | None) -> list[Mark]:
        """Arguments that name a file which nobody was seen to open."""
        found: list[Mark] = []
        seen = {mark[1] for mark in marks or ()}
        for text in texts:
            if not 0 < len(text) < 400 or "\n" in text or "\0" in text or ("." not in text and "/" not in text):
                continue
            absolute = os.path.abspath(text)
            if absolute in seen or self.is_ignored(absolute):
                continue
            try:
                facts = os.stat(absolute)
            except (OSError, ValueError):
                continue
            if stat.S_ISREG(facts.st_mode):
                ago = (time.perf_counter_ns() - started) + 10_000_000
                known = self.known.get(absolute)
                is_as_known = known is not None and known[1] == facts.st_mtime_ns
                found.append((text, absolute, not is_as_known and time.time_ns() - facts.st_mtime_ns <= ago))
        return found

    def artifact(self, mark: Mark, step: int) -> int:
        """One artifact for a file as long as it does not change, so that what is written and read again is linked."""
        path, absolute, writes = mark
        try:
            facts = os.stat(absolute)
            size, changed = facts.st_size, facts.st_mtime_ns
        except OSError:
            size, changed = -1, 0
        known = self.known.get(absolute)
        if known is not None and not writes:
            return known[0]
        artifacts = self.recorder.artifacts
        before = None if known is None else known
        aid: int = artifacts.file(path, "write" if writes else "read", step, size if size >= 0 else None, before)
        self.known[absolute] = (aid, changed, 1 if before is None else before[2] + 1)
        return aid


def install(recorder: Any, facts: dict[str, Any], children: Any) -> Files:
    folders = {os.path.realpath(facts["run"]), facts["run"], facts["tracer"]}
    if facts["cache"]:
        folders.add(facts["cache"])
    for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix):
        folders.add(os.path.join(prefix, "lib"))
        folders.add(os.path.join(prefix, "share"))
    files = Files(recorder, tuple(folder.rstrip("/") + "/" for folder in folders))

    def hook(event: str, arguments: Any) -> None:
        if event not in _EVENTS:
            return
        if event == "open":
            if not recorder.artifacts.busy and recorder.files is files:
                try:
                    path, _, flags = arguments
                    if not isinstance(path, int):
                        files.opened(path, flags)
                except Exception:
                    return
        elif event == "object.__getattr__":
            if arguments[1] == "__code__":
                settle(arguments[0])
        elif event == "subprocess.Popen":
            children.starts(arguments, sys._getframe(1))
        elif event == "sqlite3.connect" and not recorder.artifacts.busy:
            try:
                files.opened(arguments[0], os.O_RDWR)
            except Exception:
                return

    sys.addaudithook(hook)
    return files

"""What `%time` tells, in IPython's words."""

from __future__ import annotations

import os
import time


class Clock:
    """Times that run: a timed cell may hold timed statements."""

    def __init__(self) -> None:
        self.running: list[tuple[float, float, float]] = []

    def start(self) -> None:
        self.running.append((time.perf_counter(), *used()))

    def stop(self, value: object) -> object:
        began, *before = self.running.pop()
        wall = time.perf_counter() - began
        user, system = (now - then for now, then in zip(used(), before))
        print(f"CPU times: user {span(user)}, sys: {span(system)}, total: {span(user + system)}")
        print(f"Wall time: {span(wall)}")
        return value


def used() -> tuple[float, float]:
    """Processor time of the program and of the system for it."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:  # on Windows
        return os.times()[:2]
    spent = getrusage(RUSAGE_SELF)
    return spent.ru_utime, spent.ru_stime


def span(seconds: float) -> str:
    if seconds >= 60:
        whole = int(seconds)
        parts = [(whole // 3600, "h"), (whole // 60 % 60, "min"), (whole % 60, "s")]
        return " ".join(f"{count}{unit}" for count, unit in parts if count)
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "μs")):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"

"""The bounds of one description: how much of a value may be shown, and when to stop looking."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

UNBOUNDED = 1 << 40

# Values of a table, or of one array, up to which statistics are taken of all of them.
FULL_VALUES = 12_000_000
# Values that are looked at where statistics are of a sample.
SAMPLE_VALUES = 20_000
# Values that a histogram or the most frequent values are counted on: the picture is as good, at a fraction of the time.
COUNTED_VALUES = 5_000
# Python objects cost about a hundred times as much to look at as numbers in a buffer.
FULL_OBJECTS = 20_000
SAMPLE_OBJECTS = 1_000
# Columns that a summary lists and that get statistics.
MOST_COLUMNS = 200


class Budget:
    """Limits of 0 mean no limit; `share` is of the size up to which a value is looked at whole.

    `detail` and `why` collect what had to be left out.

    Time is that of the thread's own work, so that a busy machine does not make descriptions poorer. The clock of that
    is dear, most descriptions are short: it is asked only once the wall clock says that time may be up.
    """

    __slots__ = (
        "columns",
        "deadline",
        "depth",
        "detail",
        "full_objects",
        "full_values",
        "items",
        "rows",
        "sample_objects",
        "spare",
        "started",
        "text",
        "why",
    )

    def __init__(self, limits: Mapping[str, Any]) -> None:
        self.rows = int(limits.get("previewRows", 50)) or UNBOUNDED
        self.columns = int(limits.get("previewColumns", 40)) or UNBOUNDED
        self.items = int(limits.get("previewItems", 100)) or UNBOUNDED
        self.text = int(limits.get("previewText", 2000)) or UNBOUNDED
        share = limits.get("share", 1)
        self.full_values = FULL_VALUES * share
        self.full_objects = int(FULL_OBJECTS * share)
        self.sample_objects = min(SAMPLE_OBJECTS, self.full_objects)
        self.spare = float(limits.get("describeMs", 20) or 1e9) / 1000
        self.started = time.perf_counter()
        self.deadline: float | None = None
        self.detail = "full"
        self.why = ""
        self.depth = 0

    def is_over(self) -> bool:
        if time.perf_counter() - self.started <= self.spare:
            return False
        if self.deadline is None:
            # How much of the time was the thread's own nobody knows: half is taken for it.
            self.deadline = time.thread_time() + self.spare / 2
        return time.thread_time() > self.deadline

    def degrade(self, detail: str, why: str) -> None:
        """Keeps the worst that was said."""
        if _RANK[detail] > _RANK[self.detail]:
            self.detail = detail
            self.why = why


_RANK = {"full": 0, "sample": 1, "summary": 2, "type": 3}

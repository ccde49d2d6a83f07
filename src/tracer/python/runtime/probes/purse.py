"""What the steps of one row may spend on previews: what is small is shown in full each time, what is large and comes
again and again is shown in part after the first times. How much was left out stands in each preview.
"""

from __future__ import annotations

from ..recorder import Recorder

# Bytes of previews that one row makes before its further ones are small.
FULL = 50_000


class Purse:
    __slots__ = ("artifacts", "full", "recorder", "spent", "times")

    def __init__(self, recorder: Recorder) -> None:
        self.artifacts = recorder.artifacts
        self.recorder = recorder
        self.full = recorder.told_fully
        # Of each row: how many steps are recorded by now, and bytes of their previews.
        self.times: dict[int, int] = {}
        self.spent: dict[int, int] = {}

    def open(self, k: int) -> int:
        """Before what a step of row `k` made is described; gives what `close` is to be told."""
        self.times[k] = times = self.times.get(k, 0) + 1
        self.artifacts.is_often = times > self.full or self.spent.get(k, 0) > FULL
        return self.recorder.writer.preview_bytes

    def close(self, k: int, before: int) -> None:
        self.artifacts.is_often = False
        spent = self.recorder.writer.preview_bytes - before
        if spent:
            self.spent[k] = self.spent.get(k, 0) + spent

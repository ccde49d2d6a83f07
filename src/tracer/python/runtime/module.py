"""One traced module: its sites, its tables, its cells, and the names that its functions last bound."""

from __future__ import annotations

from typing import Any

from ..source.cells import RAN, UNSEEN
from .frames import Frame, Ref
from .loops import PASS, RECORD, Calls


class Module:
    def __init__(
        self,
        recorder: Any,
        file: str,
        path: str,
        digest: str,
        entry: bool,
        sites: Any,
        ops: Any,
        cells: list[Any],
        joined: list[dict[str, Any]] | None = None,
    ) -> None:
        self.ops = ops
        self.cells = cells
        self.base = recorder.site_count
        self.sites = sites
        self.names: dict[str, Ref] = {}
        self.calls: dict[int, Calls] = {}
        # Row of a loop -> how many iterations of it are recorded, over all of its executions.
        self.iterations: dict[int, int] = {}
        # Row of a loop -> how often it began.
        self.begun: dict[int, int] = {}
        self.closures: dict[int, dict[str, Ref]] = {}
        recorder.site_count += len(sites)
        recorder.modules.append(self)
        self.number = len(recorder.modules)
        self.facts: dict[str, Any] = {"file": file, "path": path, "hash": digest, "entry": entry}
        if joined is not None:
            # Of a notebook: which of its cells stands at which lines of the text.
            self.facts["cells"] = joined
        self.write(recorder)
        for row in ops:
            if row is not None and row[0] == "enter":
                cells[row[3]] = RECORD
                self.calls[row[3]] = Calls()
            elif row is not None and row[0] == "loop":
                cells[row[2]] = True
                cells[row[2] + 1] = PASS
                if len(row) > 6:
                    cells[row[2] + 2] = True

    def write(self, recorder: Any) -> None:
        base = self.base
        recorder.write({"k": "module", "id": self.number, **self.facts})
        rows = [[row[0] + base, row[1] + base if row[1] else 0, *row[2:]] for row in self.sites]
        recorder.write({"k": "sites", "module": self.number, "sites": rows})

    def names_of(self, frame: Frame, owner: int) -> dict[str, Ref] | None:
        if owner < 0:
            return next((loop.names for loop in reversed(frame.loops) if loop.site == self.base - owner), None)
        if owner == 0:
            return frame.names
        if owner == 1:
            return self.names
        return self.closures.get(owner - 2)

    def count_calls(self, recorder: Any) -> None:
        for row in self.ops:
            if row is not None and row[0] == "enter":
                calls = self.calls[row[3]]
                if calls.executed:
                    total = calls.total()
                    recorder.count(self.base + row[1], total, calls.recorded)
                    recorder.exact.add(self.base + row[1])
                    if total > calls.recorded:
                        recorder.hidden.add(self.base + row[1])

    def marked_branches(self) -> list[tuple[int, int]]:
        """Sites of the branches that plain bodies mark, each with its cell."""
        return [(row[1], row[2]) for row in self.ops if row is not None and row[0] == "branch" and row[2]]

    def count_branches(self, recorder: Any) -> None:
        """Those that ran first of all where nothing is recorded: once at least."""
        for site, gate in self.marked_branches():
            if self.cells[gate] is RAN:
                recorder.count(self.base + site, 1, 0)

    def forget_branches(self) -> None:
        for _, gate in self.marked_branches():
            self.cells[gate] = UNSEEN

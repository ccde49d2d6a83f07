"""Scalars of pandas as cells: timestamps, durations, periods, intervals, NA and NaT."""

from __future__ import annotations

from typing import Any

from .cell import Cell, scalar_cells
from .identity import identity


def teach_scalars(pd: dict[str, Any]) -> None:
    scalar_cells[identity(type(pd["NaT"]))] = (type(pd["NaT"]), lambda value: ["nat"])
    scalar_cells[identity(type(pd["NA"]))] = (type(pd["NA"]), lambda value: ["na"])
    scalar_cells[identity(pd["Timestamp"])] = (pd["Timestamp"], timestamp_cell)
    scalar_cells[identity(pd["Timedelta"])] = (pd["Timedelta"], lambda value: ["value", "timedelta", str(value)])
    scalar_cells[identity(pd["Period"])] = (pd["Period"], lambda value: ["value", "Period", str(value)])
    scalar_cells[identity(pd["Interval"])] = (pd["Interval"], lambda value: ["value", "Interval", str(value)])


def timestamp_cell(value: Any) -> Cell:
    text = value.isoformat()
    return ["date", text[:10] if text.endswith("T00:00:00") else text]

"""Reads every file of a folder, puts them together, and writes one file for each day."""

from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
OUT = HERE / "out"
OUT.mkdir(exist_ok=True)
parts = []
sizes = {}
for path in sorted((HERE / "data" / "stations").glob("*.csv")):
    part = pd.read_csv(path, parse_dates=["time_hour"])
    part["station"] = path.stem
    sizes[path.stem] = len(part)
    parts.append(part)
hours = pd.concat(parts, ignore_index=True)
hours["day"] = hours["time_hour"].dt.date.astype(str)
written = []
for day, group in hours.groupby("day"):
    target = OUT / f"{day}.csv"
    group.drop(columns="day").to_csv(target, index=False)
    written.append(target.name)
again = [pd.read_csv(OUT / name) for name in written]
total = sum(len(frame) for frame in again)
print(sizes, written, total == len(hours))

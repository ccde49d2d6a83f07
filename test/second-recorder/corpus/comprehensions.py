"""Comprehensions of all kinds, nested and with conditions."""

import csv
from pathlib import Path

with open(Path(__file__).parent / "data" / "planes.csv") as file:
    planes = list(csv.DictReader(file))
years = [int(plane["built"]) for plane in planes if plane["built"].isdigit()]
makers = {plane["manufacturer"] for plane in planes}
seats = {plane["tailnum"]: int(plane["seats"]) for plane in planes}
by_maker = {maker: [plane["model"] for plane in planes if plane["manufacturer"] == maker] for maker in sorted(makers)}
models = {maker: len(set(found)) for maker, found in by_maker.items()}
pairs = [(x, y) for x in range(3) for y in range(x)]
matrix = [[row * column for column in range(4)] for row in range(3)]
flat = [value for line in matrix for value in line]
transposed = [list(line) for line in zip(*matrix)]
largest = max((count, tailnum) for tailnum, count in seats.items())
newer = sum(1 for year in years if year >= 2000)
if (share := newer / len(years)) > 0.3:
    note = f"{share:.0%} are newer"
else:
    note = "mostly old"
labels = ["new" if year >= 2000 else "old" for year in years][:5]
nested = {maker: {model: len(model) for model in found[:2]} for maker, found in list(by_maker.items())[:2]}
print(len(years), len(makers), models, pairs, flat, transposed, largest, note, labels, nested)

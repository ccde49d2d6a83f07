"""The csv module: dialects, types, and a report written back."""

import csv
import io
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE / "out"
OUT.mkdir(exist_ok=True)
with open(HERE / "data" / "airports.csv", newline="") as file:
    reader = csv.DictReader(file)
    airports = list(reader)
for airport in airports:
    airport["lat"] = float(airport["lat"])
    airport["lon"] = float(airport["lon"])
north = [airport for airport in airports if airport["lat"] > 42]
header = ["faa", "lat", "lon"]
with open(OUT / "north.csv", "w", newline="") as file:
    writer = csv.writer(file, delimiter=";")
    writer.writerow(header)
    for airport in north:
        writer.writerow([airport[name] for name in header])
text = (OUT / "north.csv").read_text()
lines = text.splitlines()
memory = io.StringIO(text)
again = list(csv.reader(memory, delimiter=";"))
width = len(again[0])
center = sum(airport["lat"] for airport in airports) / len(airports)
print(len(airports), len(north), lines[0], width, round(center, 4))

"""A file is read and parsed."""

from pathlib import Path

text = Path("data.csv").read_text()
lines = text.strip().split("\n")
names = [line.split(",")[0] for line in lines]
print(names)

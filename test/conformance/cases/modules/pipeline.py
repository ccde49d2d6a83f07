"""A pipeline in two modules."""

from stages import load, select

rows = load()
chosen = select(rows)
print(chosen)

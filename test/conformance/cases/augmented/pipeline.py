"""Augmented assignment to names, items and fields."""

step = 3
total = 10
total += step
counts = {"a": 1, "b": 2}
counts["a"] += step
values = [1, 2]
values[1] *= step
print(total, counts, values)

"""A value is bound inside an expression."""

rows = [{"id": 1}, {"id": 2}, {"id": 3}]
count = 0
if (count := len(rows)) > 2:
    print("many", count)
half = count / 2
print(half)

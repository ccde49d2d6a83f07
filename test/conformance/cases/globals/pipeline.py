"""A function reads and writes names of its module."""

seen = 0
rows = [5, 12]


def take(extra):
    global seen
    seen = seen + extra
    rows.append(extra)


take(7)
take(9)
print(seen, rows)

"""Two names for one list: a change through one is seen through the other."""

rows = [1, 2, 3]
other = rows
other.append(4)
largest = max(rows)
print(largest)

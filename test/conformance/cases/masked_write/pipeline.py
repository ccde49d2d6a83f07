"""Values that a mask picks are overwritten in place."""

from array import array

values = array("d", [5, -1, 12, -3])
mask = [value < 0 for value in values]
for at in range(len(values)):
    if mask[at]:
        values[at] = 0
total = sum(values)
print(total)

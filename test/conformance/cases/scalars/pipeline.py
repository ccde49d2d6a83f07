"""Numbers have no identity: they are followed by the names that held them."""

values = [4, 8, 15]
low = min(values)
high = max(values)
span = high - low
half = span / 2
low = low + half
print(low, half)

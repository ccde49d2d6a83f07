"""Several names bound at once."""


def split(values):
    low = [value for value in values if value < 10]
    high = [value for value in values if value >= 10]
    return [low, high]


values = [3, 12, 7, 40]
low, high = split(values)
first, *rest = values
print(low, high, first, rest)

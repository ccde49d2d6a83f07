"""Arguments left out, and given by name."""


def scale(values, factor=2):
    return [value * factor for value in values]


numbers = [1, 2, 3]
twice = scale(numbers)
tenfold = scale(numbers, 10)
print(twice, tenfold)

"""A function changes the list that it was given."""


def extend(values, extra):
    values.append(extra)


numbers = [3, 1, 2]
extend(numbers, 7)
numbers.sort()
largest = max(numbers)
print(largest)

"""A function that is given a function."""


def double(value):
    return value * 2


def apply(change, values):
    changed = []
    for value in values:
        changed.append(change(value))
    return changed


numbers = [1, 2, 3]
doubled = apply(double, numbers)
print(doubled)

"""Generators feeding generators, millions of items."""


def numbers(limit):
    for number in range(limit):
        yield number + 1


def odd(items):
    for item in items:
        if item % 2:
            yield item


def running(items):
    total = 0
    for item in items:
        total += item
        yield total


last = 0
for value in running(odd(numbers(5_000_000))):
    last = value
print(last, sum(item * item for item in numbers(4_000_000)))

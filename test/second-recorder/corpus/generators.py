"""Generators in a row, batches, and a running mean."""

from itertools import chain, groupby, islice, takewhile


def numbers(limit):
    current = 0
    while current < limit:
        received = yield current
        current += 1 if received is None else received


def batches(values, size):
    batch = []
    for value in values:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def running_mean():
    total, count = 0.0, 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


def both(first, second):
    yield from first
    yield from second


squares = (number * number for number in numbers(7))
grouped = list(batches(squares, 3))
means = running_mean()
next(means)
collected = [means.send(value) for value in (10, 20, 60)]
joined = list(both(range(2), numbers(3)))
small = list(takewhile(lambda value: value < 10, chain.from_iterable(grouped)))
parity = {key: list(items) for key, items in groupby([1, 3, 2, 4, 5], key=lambda value: value % 2)}
jump = numbers(100)
first = next(jump)
far = jump.send(50)
rest = list(islice(jump, 2))
print(grouped, collected, joined, small, parity, first, far, rest)

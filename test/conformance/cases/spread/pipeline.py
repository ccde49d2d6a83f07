"""Records and lists put together, and arguments spread."""


def pair(left, right):
    return [left, right]


base = {"id": 1, "amount": 5}
more = {"city": "Oslo"}
merged = {**base, **more}
numbers = [1, 2]
longer = [*numbers, 3]
both = pair(*numbers)
print(merged, longer, both)

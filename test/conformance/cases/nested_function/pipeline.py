"""A function that calls a function."""


def clean(rows):
    return [row for row in rows if row["amount"] is not None]


def prepare(rows, limit):
    complete = clean(rows)
    large = [row for row in complete if row["amount"] > limit]
    return large


rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": None}, {"id": 3, "amount": 12}, {"id": 4, "amount": 30}]
result = prepare(rows, 10)
print(result)

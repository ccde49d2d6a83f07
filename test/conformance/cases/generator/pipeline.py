"""A generator, consumed once by a list."""


def large(rows, limit):
    for row in rows:
        if row["amount"] > limit:
            yield row


rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}, {"id": 3, "amount": 20}]
stream = large(rows, 10)
kept = list(stream)
print(kept)

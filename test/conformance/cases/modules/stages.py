"""The stages of the pipeline."""

LIMIT = 10


def load():
    return [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}, {"id": 3, "amount": 20}]


def select(rows):
    large = [row for row in rows if row["amount"] > LIMIT]
    return large

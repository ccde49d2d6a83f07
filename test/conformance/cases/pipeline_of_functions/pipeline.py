"""Functions in a list are applied one after the other."""


def drop_negative(rows):
    return [row for row in rows if row["amount"] >= 0]


def double(rows):
    return [{**row, "amount": row["amount"] * 2} for row in rows]


steps = [drop_negative, double]
rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": -1}, {"id": 3, "amount": 20}]
for step in steps:
    rows = step(rows)
print(rows)

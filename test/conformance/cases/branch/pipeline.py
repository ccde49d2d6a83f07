"""One branch runs, the other does not."""

rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}]
limit = 3
if limit > 10:
    chosen = []
else:
    chosen = [row for row in rows if row["amount"] > limit]
print(chosen)

"""Records made from records: a comprehension here, map and filter there."""

rate = 3
rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}, {"id": 3, "amount": 20}]
priced = [{"id": row["id"], "price": row["amount"] * rate} for row in rows]
names = [str(row["id"]) for row in priced]
print(priced, names)

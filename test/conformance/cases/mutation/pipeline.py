"""Changes in place: an item added, an item replaced, a field of a member written."""

rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}]
extra = {"id": 3, "amount": 20}
rows.append(extra)
rows[0] = {"id": 9, "amount": 1}
rows[1]["amount"] = 13
print(rows)

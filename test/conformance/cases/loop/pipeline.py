"""A loop over records builds a list and a sum."""

rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}, {"id": 3, "amount": 20}]
amounts = []
total = 0
for row in rows:
    amount = row["amount"]
    amounts.append(amount)
    total = total + amount
print(total, amounts)

"""Records grouped by a key: lists inside of a record grow."""

rows = [{"city": "Oslo", "amount": 5}, {"city": "Rome", "amount": 12}, {"city": "Oslo", "amount": 20}]
groups = {}
for row in rows:
    city = row["city"]
    if city not in groups:
        groups[city] = []
    groups[city].append(row)
oslo = groups["Oslo"]
print(oslo)

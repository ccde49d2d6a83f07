"""What is changed inside a member, through another name, is a change of what holds it."""

rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}]
for row in rows:
    row["amount"] = row["amount"] * 2
groups = {"small": [5], "large": [24]}
group = groups["large"]
group.append(30)
print(rows, groups)

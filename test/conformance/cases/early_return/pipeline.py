"""A loop that is left by a return."""


def find(rows, wanted):
    for row in rows:
        if row["id"] == wanted:
            return row
    return None


rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}, {"id": 3, "amount": 20}]
found = find(rows, 2)
print(found)

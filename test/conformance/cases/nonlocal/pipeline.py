"""An inner function changes a variable of the function around it."""


def counted(rows):
    seen = 0

    def keep(row):
        nonlocal seen
        seen += 1
        return row["amount"] > 10

    kept = [row for row in rows if keep(row)]
    return {"kept": kept, "seen": seen}


rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}]
result = counted(rows)
print(result)

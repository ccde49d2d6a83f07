"""The best of several settings is searched for in nested loops."""


def score(rows, low, high):
    kept = [row for row in rows if low <= row["amount"] < high]
    return len(kept) * low


rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}, {"id": 3, "amount": 20}]
best = {"score": -1}
for low in [5, 10]:
    for high in [15, 25]:
        reached = score(rows, low, high)
        if reached > best["score"]:
            best = {"score": reached, "low": low, "high": high}
print(best)

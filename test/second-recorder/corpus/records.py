"""Plain records: nested dicts flattened, counted, sorted and indexed."""

import json
from collections import Counter, defaultdict
from pathlib import Path

orders = json.loads((Path(__file__).parent / "data" / "orders.json").read_text())
rows = []
for order in orders:
    for item in order["items"]:
        rows.append({"order": order["id"], "city": order["customer"]["city"], **item})
for row in rows:
    row["total"] = round(row["n"] * row["price"], 2)
by_sku = defaultdict(float)
for row in rows:
    by_sku[row["sku"]] += row["total"]
cities = Counter(order["customer"]["city"] for order in orders)
cities.update(["London"])
ranking = sorted(by_sku.items(), key=lambda pair: -pair[1])
index = {row["sku"]: row for row in rows}
names = {order["customer"]["name"] for order in orders}
empty = [order["id"] for order in orders if not order["items"]]
largest = max(rows, key=lambda row: row["total"])
largest["flag"] = "largest"
grouped = {}
for row in rows:
    grouped.setdefault(row["city"], []).append(row["total"])
means = {city: sum(values) / len(values) for city, values in grouped.items()}
print(ranking, cities.most_common(1), sorted(names), empty, largest)
print({key: round(value, 2) for key, value in means.items()}, index["cup"]["order"])

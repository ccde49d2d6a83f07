"""About a million recorded steps when the limits are lifted: orders are cleaned, priced and summed one at a time."""


def clean(order):
    quantity = abs(order["quantity"])
    return {"id": order["id"], "quantity": quantity, "region": order["region"].strip().lower()}


def price(order, rates):
    rate = rates[order["region"]]
    total = round(order["quantity"] * rate, 2)
    order["total"] = total
    return order


rates = {"north": 1.25, "south": 0.95, "east": 1.1}
regions = [" North", "south ", "EAST"]
sums = {}
kept = 0
for number in range(38_000):
    raw = {"id": number, "quantity": number % 17 - 3, "region": regions[number % 3]}
    order = price(clean(raw), rates)
    sums[order["region"]] = sums.get(order["region"], 0) + order["total"]
    if order["total"] > 10:
        kept += 1

print(kept, {region: round(total) for region, total in sums.items()})

"""Nested containers changed through many hands: members, aliases, callees and loops."""


def raise_prices(items, percent):
    for item in items:
        item["price"] = round(item["price"] * (1 + percent / 100), 2)


def tag(record, *labels):
    record.setdefault("labels", []).extend(labels)
    return record


shop = {"open": True, "stock": [{"sku": "tea", "price": 4.0}, {"sku": "cup", "price": 7.5}], "log": {}}
stock = shop["stock"]
stock.append({"sku": "pen", "price": 0.8})
raise_prices(stock, 10)
tea = stock[0]
tea["price"] += 1
shop["log"]["tea"] = [tea["price"]]
shop["log"]["tea"].append(5)
tagged = tag(tea, "hot", "new")
for item in stock:
    item["total"] = item["price"] * 2
shop["open"] = False
by_sku = {item["sku"]: item for item in stock}
by_sku["pen"]["price"] = 1.0
grid = [[0] * 3 for _ in range(2)]
grid[1][2] = 5
for row in grid:
    row.append(sum(row))
column = [row[2] for row in grid]
queue = [shop]
queue[0]["stock"].pop()
first, *others = stock
others[0]["sku"] = "mug"
removed = stock.pop(0)
del removed["labels"]
config = {"a": {"b": {"c": 1}}}
config["a"]["b"]["c"] = 2
inner = config["a"]["b"]
inner["d"] = 3
print(shop, tagged is tea, grid, column, len(queue), by_sku["pen"], config)

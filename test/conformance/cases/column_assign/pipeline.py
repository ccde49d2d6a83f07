"""Columns of a table are added and overwritten."""

table = {"price": [2, 15, 4], "count": [3, 1, 2]}
table["total"] = [price * count for price, count in zip(table["price"], table["count"])]
table["price"] = [price + 1 for price in table["price"]]
print(table)

"""Two tables are joined by a key."""

orders = [{"id": 1, "who": "a", "amount": 5}, {"id": 2, "who": "b", "amount": 12}, {"id": 3, "who": "z", "amount": 1}]
people = [{"who": "a", "city": "Bonn"}, {"who": "b", "city": "Kiel"}]
by_name = {person["who"]: person for person in people}
joined = [{**order, **by_name[order["who"]]} for order in orders if order["who"] in by_name]
lost = len(orders) - len(joined)
print(joined, lost)

"""An object that changes with each call of its method."""


class Tally:
    def __init__(self, name):
        self.name = name
        self.rows = []

    def add(self, row):
        self.rows.append(row)

    def sizes(self):
        return [row["amount"] for row in self.rows]


tally = Tally("sales")
tally.add({"id": 1, "amount": 5})
tally.add({"id": 2, "amount": 12})
sizes = tally.sizes()
print(sizes)

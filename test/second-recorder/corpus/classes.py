"""An account book: classes with state, inheritance and properties."""


class Ledger:
    kinds = ("in", "out")

    def __init__(self, owner, opening=0):
        self.owner = owner
        self.entries = []
        self.balance = opening

    def add(self, amount, note=""):
        self.balance += amount
        kind = self.kinds[0] if amount >= 0 else self.kinds[1]
        self.entries.append({"amount": amount, "kind": kind, "note": note})
        return self

    @property
    def spent(self):
        return -sum(entry["amount"] for entry in self.entries if entry["kind"] == "out")

    @classmethod
    def joined(cls, first, second):
        both = cls(f"{first.owner} and {second.owner}", first.balance + second.balance)
        both.entries = first.entries + second.entries
        return both


class Limited(Ledger):
    def __init__(self, owner, limit):
        super().__init__(owner)
        self.limit = limit
        self.refused = 0

    def add(self, amount, note=""):
        if self.balance + amount < -self.limit:
            self.refused += 1
            return self
        return super().add(amount, note)


ada = Ledger("Ada", 100).add(-30, "books").add(15)
grace = Limited("Grace", 50)
for amount in (20, -60, -40, -5):
    grace.add(amount)
both = Ledger.joined(ada, grace)
spent = both.spent
state = vars(grace)
print(ada.balance, grace.balance, grace.refused, both.owner, spent, len(both.entries))
print(sorted(state))

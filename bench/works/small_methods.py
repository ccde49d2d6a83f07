"""Objects with small methods and properties, called millions of times."""


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def scaled(self, by):
        return Vector(self.x * by, self.y * by)

    @property
    def size(self):
        return abs(self.x) + abs(self.y)


class Account:
    def __init__(self):
        self.balance = 0
        self.moves = 0

    def add(self, amount):
        self.balance += amount
        self.moves += 1

    def fee(self, rate):
        self.add(-self.balance * rate)


def increment(value):
    return value + 1


position = Vector(0, 0)
for _ in range(500_000):
    position = position + Vector(1, 2).scaled(0.5)
    if position.size > 1000:
        position = Vector(0, 0)

account = Account()
for turn in range(500_000):
    account.add(turn)
    account.fee(0.001)

count = 0
for _ in range(3_000_000):
    count = increment(count)
print(position.size, account.moves, count)

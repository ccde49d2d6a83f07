"""A property computes each time it is read."""


class Order:
    def __init__(self, lines):
        self.lines = lines

    def add(self, line):
        self.lines.append(line)

    @property
    def total(self):
        return sum(self.lines)


order = Order([5, 12])
before = order.total
order.add(3)
after = order.total
print(before, after)

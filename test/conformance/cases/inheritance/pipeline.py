"""A step of a pipeline that inherits most of what it does."""


class Step:
    def __init__(self, column):
        self.column = column

    def run(self, rows):
        values = self.pick(rows)
        return self.reduce(values)

    def reduce(self, values):
        raise TypeError(f"{len(values)} values, and no way to reduce them")

    def pick(self, rows):
        column = self.column
        return [row[column] for row in rows]


class Total(Step):
    def reduce(self, values):
        return sum(values)


class Largest(Total):
    def __init__(self, column, least):
        super().__init__(column)
        self.least = least

    def reduce(self, values):
        least = self.least
        kept = [value for value in values if value >= least]
        return super().reduce(kept)


rows = [{"id": 1, "amount": 5}, {"id": 2, "amount": 12}, {"id": 3, "amount": 20}]
total = Total("amount").run(rows)
large = Largest("amount", 10).run(rows)
print(total, large)

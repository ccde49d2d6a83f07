"""The program fails: the record shows where, and what had been made so far."""


class BadInput(Exception):
    pass


def load(names):
    sizes = [len(name) for name in names]
    raise BadInput("no rows")


names = ["a", "bb"]
table = load(names)
print(table)

"""An exception that is raised in a function and handled by its caller."""


class BadRow(Exception):
    pass


def check(row):
    if row["amount"] < 0:
        raise BadRow("negative amount")
    return row


rejected = []
good = check({"id": 1, "amount": 5})
try:
    bad = check({"id": 2, "amount": -1})
    print("not reached")
except BadRow:
    rejected = ["row 2"]
print(good, rejected)

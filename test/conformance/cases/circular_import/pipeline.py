"""Two modules import each other; each uses the other only when it is called."""

import orders
import people


def report(rows):
    named = people.add_names(rows)
    return named


rows = orders.load()
table = report(rows)
print(table)

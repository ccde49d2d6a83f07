"""A function that remembers the data it was made with."""


def lookup(prices):
    def price(name):
        found = prices[name]
        return found

    return price


catalogue = {"pen": 2, "book": 15}
price = lookup(catalogue)
cost = price("book")
print(cost)

"""10^7 turns each of `for`, `while` and nested loops inside functions."""


def flat(limit):
    total = 0
    for number in range(limit):
        total += number
    return total


def counted(limit):
    number = 0
    while number < limit:
        number += 1
    return number


def nested(outer, inner):
    hits = 0
    for row in range(outer):
        for column in range(inner):
            if row == column:
                hits += 1
    return hits


def sieve(limit):
    composite = bytearray(limit)
    for number in range(2, limit):
        if not composite[number]:
            for multiple in range(number * number, limit, number):
                composite[multiple] = 1
    return limit - sum(composite)


print(flat(10_000_000), counted(10_000_000), nested(3_000, 3_000), sieve(3_000_000))

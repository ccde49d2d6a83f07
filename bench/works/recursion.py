"""Recursion: Fibonacci, and the number of ways to place nine queens."""


def fib(number):
    return number if number < 2 else fib(number - 1) + fib(number - 2)


def queens(row, columns, rising, falling, size):
    if row == size:
        return 1
    ways = 0
    for column in range(size):
        if column not in columns and row + column not in rising and row - column not in falling:
            ways += queens(row + 1, columns | {column}, rising | {row + column}, falling | {row - column}, size)
    return ways


print(fib(34), queens(0, set(), set(), set(), 9))

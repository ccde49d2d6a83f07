"""Functions: defaults, keyword and star arguments, closures, decorators, recursion."""

import functools


def scale(values, by=2, *, offset=0):
    return [value * by + offset for value in values]


def collect(*values, **named):
    total = sum(values)
    names = sorted(named)
    return total, names


def counter():
    count = 0

    def increase(by=1):
        nonlocal count
        count += by
        return count

    return increase


calls = []


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        calls.append((function.__name__, result))
        return result

    return wrapper


@logged
def area(width, height=1):
    return width * height


def factorial(n):
    if n <= 1:
        return 1
    smaller = factorial(n - 1)
    return n * smaller


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


base = [1, 2, 3]
doubled = scale(base)
shifted = scale(base, offset=10)
total, names = collect(*base, a=1, **{"b": 2})
step = counter()
first, second = step(), step(by=5)
areas = [area(2, 3), area(height=4, width=5), area(7)]
product = functools.reduce(lambda left, right: left * right, base)
twice = functools.partial(scale, by=20)
large = twice(base)
compose = lambda *functions: lambda value: functools.reduce(lambda acc, function: function(acc), functions, value)
result = compose(abs, str)(-5)
print(doubled, shifted, total, names, first, second, areas, product, large, result, factorial(5), fibonacci(15), calls)

"""Numbers alone: loans, conversions, bits and fractions."""

import math
from decimal import Decimal
from fractions import Fraction

loan = 250_000
rate = 0.035 / 12
months = 12 * 4
payment = loan * rate / (1 - (1 + rate) ** -months)
balance = loan
interest_paid = 0.0
years = []
for month in range(1, months + 1):
    interest = balance * rate
    balance = balance + interest - payment
    interest_paid += interest
    if month % 12 == 0:
        years.append(round(balance, 2))
closed = abs(balance) < 0.01
third = Fraction(1, 3)
half = third + Fraction(1, 6)
price = Decimal("19.99") * 3
change = Decimal("100") - price
angle = math.radians(30)
height = math.sin(angle) * 10
bits = 0b1011 << 2 | 1
flags = bits & 0xF
is_even = not bits % 2
between = 0 < height < 10
quotient, remainder = divmod(bits, 7)
big = 2**70
complex_root = (-4) ** 0.5
label = "large" if big > 10**20 else "small"
minimum = min(payment, loan, height)
default = None or "fallback"
chained = first = second = 7
print(round(payment, 2), years, closed, half, price, change, round(height, 3), bits, flags, is_even, between)
print(
    quotient,
    remainder,
    big,
    round(complex_root.imag, 3),
    label,
    round(minimum, 3),
    default,
    chained,
    first,
    second,
    round(interest_paid, 2),
)

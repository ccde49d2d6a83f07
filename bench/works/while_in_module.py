"""10^7 turns of `while` at module level."""

number = 0
while number < 10_000_000:
    number += 1

low = 0
while True:
    low += 3
    if low > 10_000_000:
        break
print(number, low)

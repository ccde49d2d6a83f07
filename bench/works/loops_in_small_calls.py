"""A small function with a small loop in it, called often: sums of digits, from one loop and from two nested ones."""


def digits(number):
    total = 0
    while number:
        number, digit = divmod(number, 10)
        total += digit
    return total


def vowels(word):
    found = 0
    for letter in word:
        if letter in "aeiou":
            found += 1
    return found


total = 0
for number in range(1_000_000):
    total += digits(number)

words = ["lineage", "of", "tables", "and", "records"] * 300
for _ in range(800):
    for word in words:
        total += vowels(word)
print(total)

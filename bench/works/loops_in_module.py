"""10^7 turns that do next to nothing, at module level: flat, nested, over a list, in a comprehension."""

total = 0
for number in range(10_000_000):
    total += number

for outer in range(10_000):
    for inner in range(1_000):
        if inner == outer:
            total -= 1

words = ["alpha", "beta", "gamma"] * 1_000_000
count = 0
for word in words:
    if word == "beta":
        count += 1

squares = [number * number for number in range(3_000_000)]
print(total, count, len(squares))

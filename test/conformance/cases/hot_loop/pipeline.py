"""A loop that runs often: sampled, and counted exactly."""

numbers = list(range(5000))
total = 0
odd = 0
for number in numbers:
    total = total + number
    if number % 2 == 1:
        odd = odd + 1
print(total, odd)

"""A while loop counts down."""

value = 100
halvings = 0
while value > 10:
    value = value / 2
    halvings = halvings + 1
print(value, halvings)

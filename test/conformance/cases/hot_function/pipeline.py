"""A function that is called often: sampled, and counted exactly."""


def square(value):
    return value * value


numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] * 200
squares = [square(number) for number in numbers]
largest = max(squares)
print(largest)

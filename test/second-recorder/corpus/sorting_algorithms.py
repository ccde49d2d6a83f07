"""Algorithms with many small steps: sorting, searching, sieving, and distances."""


def merge_sort(values):
    if len(values) < 2:
        return values
    middle = len(values) // 2
    left, right = merge_sort(values[:middle]), merge_sort(values[middle:])
    merged = []
    while left and right:
        source = left if left[0] <= right[0] else right
        merged.append(source.pop(0))
    return merged + left + right


def find(values, wanted):
    low, high = 0, len(values) - 1
    while low <= high:
        middle = (low + high) // 2
        if values[middle] == wanted:
            return middle
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle - 1
    return -1


def edit_distance(first, second):
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(second, 1):
            cost = previous if letter == other else 1 + min(previous, row[j], row[j - 1])
            previous, row[j] = row[j], cost
    return row[-1]


numbers = [5, 2, 9, 1, 5, 6, 3]
ordered = merge_sort(numbers[:])
place = find(ordered, 6)
absent = find(ordered, 7)
sieve = [True] * 30
for number in range(2, 30):
    if sieve[number]:
        for multiple in range(number * number, 30, number):
            sieve[multiple] = False
primes = [number for number in range(2, 30) if sieve[number]]
distance = edit_distance("kitten", "sitting")
a, b = 0, 1
series = []
while len(series) < 10:
    series.append(a)
    a, b = b, a + b
print(ordered, place, absent, primes, distance, series)

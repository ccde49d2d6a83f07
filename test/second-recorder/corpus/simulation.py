"""Seeded randomness: a random walk, a bootstrap, and Monte Carlo."""

import random
import statistics

import numpy as np

random.seed(3)
position = 0
walk = [position]
for step in range(20):
    position += random.choice((-1, 1))
    walk.append(position)
highest = max(walk)
returns = walk.count(0)
sample = [random.gauss(10, 2) for _ in range(25)]
means = []
for _ in range(12):
    again = random.choices(sample, k=len(sample))
    means.append(statistics.fmean(again))
low, high = sorted(means)[0], sorted(means)[-1]
rng = np.random.default_rng(7)
points = rng.random((400, 2))
inside = (points**2).sum(axis=1) <= 1
estimate = 4 * inside.mean()
errors = []
for size in (50, 100, 200, 400):
    part = inside[:size]
    errors.append(abs(4 * part.mean() - np.pi))
dice = rng.integers(1, 7, size=(3, 10))
sums = dice.sum(axis=0)
values, counts = np.unique(sums, return_counts=True)
deck = list(range(10))
random.shuffle(deck)
hand, rest = deck[:3], deck[3:]
print(walk, highest, returns, round(low, 3), round(high, 3), estimate, [round(error, 3) for error in errors])
print(values, counts, hand, rest)

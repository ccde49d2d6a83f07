"""Arrays: masks, broadcasting, axes and writes in place."""

from pathlib import Path

import numpy as np

table = np.genfromtxt(
    Path(__file__).parent / "data" / "stations" / "EWR.csv", delimiter=",", skip_header=1, usecols=(1, 2, 3)
)
temp, humid, wind = table.T
mask = (temp > 39) & (wind < 12)
mild = table[mask]
centered = table - table.mean(axis=0)
scaled = centered / centered.std(axis=0)
scaled[scaled > 2] = 2
scaled[0] = 0
wind = np.where(np.isnan(wind), 0, wind)
order = np.argsort(temp)[::-1]
hottest = temp[order[:3]]
grid = np.arange(12).reshape(3, 4)
grid[1:, ::2] += 100
column = grid[:, 1]
column *= -1
total = grid.sum()
outer = np.outer(column, [1, 2])
stacked = np.vstack([grid, grid[0]])
parts = np.split(stacked, 2)
unique, counts = np.unique(humid.round(-1), return_counts=True)
bins = np.digitize(temp, [38, 40])
rng = np.random.default_rng(0)
sample = rng.choice(temp, size=5, replace=False)
flags = np.zeros(4, dtype=bool)
flags[[1, 3]] = True
print(
    mild.shape, scaled.max(), hottest, total, outer.tolist(), unique, counts, bins.sum(), sample, flags, parts[0].shape
)

"""Linear algebra: least squares by hand and by library, eigenvalues, a power iteration."""

from pathlib import Path

import numpy as np
import pandas as pd
from scipy import optimize, sparse, stats

weather = pd.read_csv(Path(__file__).parent / "data" / "weather.csv").dropna(subset=["temp", "dewp", "humid"])
x = weather[["dewp", "humid"]].to_numpy()
y = weather["temp"].to_numpy()
design = np.column_stack([np.ones(len(x)), x])
coefficients, residuals, rank, singular = np.linalg.lstsq(design, y, rcond=None)
normal = np.linalg.solve(design.T @ design, design.T @ y)
agree = np.allclose(coefficients, normal)
predicted = design @ coefficients
r2 = 1 - ((y - predicted) ** 2).sum() / ((y - y.mean()) ** 2).sum()
correlation, p_value = stats.pearsonr(y, x[:, 0])
matrix = np.array([[2.0, 1.0], [1.0, 3.0]])
values, vectors = np.linalg.eigh(matrix)
guess = np.ones(2)
for _ in range(8):
    guess = matrix @ guess
    guess /= np.linalg.norm(guess)
rayleigh = float(guess @ matrix @ guess)
links = sparse.csr_matrix(np.eye(3, k=1))
dense = links.toarray()
found = optimize.minimize_scalar(lambda t: (t - 2.5) ** 2 + 1)
best = round(float(found.x), 4)
summary = {"r2": round(r2, 4), "rank": int(rank), "agree": agree, "p": p_value < 0.01}
print(
    summary,
    coefficients.round(3),
    values.round(3),
    round(rayleigh, 3),
    links.nnz,
    dense.sum(),
    best,
    correlation.round(3),
)

"""1,000 steps on dataframes so small that the steps themselves are all there is."""

import pandas as pd

table = pd.DataFrame({"a": range(50), "b": [value % 7 for value in range(50)], "c": ["x", "y"] * 25})
done = []
for turn in range(200):
    table["a"] = table["a"] + turn
    small = table[table["b"] > turn % 5]
    totals = small.groupby("c")["a"].sum()
    done.append(totals.max())
print(sum(done))

"""Groups: aggregates, a function for each group, transformed and filtered groups."""

from pathlib import Path

import pandas as pd

flights = pd.read_csv(Path(__file__).parent / "data" / "flights.csv")


def summary(group):
    delays = group["arr_delay"].dropna()
    worst = delays.max()
    return pd.Series({"flights": len(group), "median": delays.median(), "worst": worst})


by_carrier = flights.groupby("carrier")
counts = by_carrier.size()
means = by_carrier["dep_delay"].mean().round(2)
table = by_carrier.agg(n=("flight", "count"), farthest=("distance", "max"), late=("arr_delay", "mean"))
applied = by_carrier[["arr_delay", "flight"]].apply(summary)
flights["usual"] = by_carrier["dep_delay"].transform("median")
flights["unusual"] = flights["dep_delay"] - flights["usual"]
busy = by_carrier.filter(lambda group: len(group) >= 20)
wide = flights.pivot_table(index="origin", columns="carrier", values="distance", aggfunc="mean")
ranked = flights.groupby("origin")["distance"].rank(method="first")
top = flights.loc[flights.groupby("origin")["distance"].idxmax(), ["origin", "dest", "distance"]]
print(counts.to_dict())
print(table.round(1).to_string())
print(applied.head(3).to_string(), len(busy), wide.shape, ranked.max())
print(means.head().to_dict(), top.to_dict("records"))

"""Polars, eager and lazy."""

from pathlib import Path

import polars as pl

DATA = Path(__file__).parent / "data"
flights = pl.read_csv(DATA / "flights.csv", null_values="NA")
airlines = pl.read_csv(DATA / "airlines.csv")
known = flights.drop_nulls(["arr_delay"])
known = known.with_columns(
    (pl.col("dep_delay") - pl.col("arr_delay")).alias("gained"),
    pl.when(pl.col("arr_delay") > 15).then(pl.lit("late")).otherwise(pl.lit("fine")).alias("status"),
)
by_carrier = known.group_by("carrier").agg(pl.len().alias("n"), pl.col("gained").mean().round(2)).sort("carrier")
named = by_carrier.join(airlines, on="carrier", how="left")
top = named.filter(pl.col("n") >= 10).sort("gained", descending=True).head(3)
lazy = flights.lazy().filter(pl.col("distance") > 1000).select("dest", "distance")
far = lazy.unique().sort("dest", "distance").collect()
series = known["gained"]
mean = series.mean()
statuses = known["status"].value_counts().sort("status")
wide = known.pivot(on="status", index="origin", values="flight", aggregate_function="len").sort("origin")
rows = top.to_dicts()
first = top.row(0)
for origin, count in known.group_by("origin").len().sort("origin").iter_rows():
    print(origin, count)
pair = pl.DataFrame({"a": [1, 2, None], "b": ["x", "y", None]})
filled = pair.fill_null(strategy="forward")
print(rows, first, round(mean, 3), statuses.rows(), wide.shape, far.height, filled.rows())

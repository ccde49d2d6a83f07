"""The same table as `tables.py`, with Polars: expressions over a lazy plan and eager steps."""

import sys

import numpy as np
import polars as pl

rows = int(sys.argv[1])
random = np.random.default_rng(7)
sales = pl.DataFrame(
    {
        "order": np.arange(rows),
        "customer": random.integers(0, rows // 20 + 1, rows),
        "day": random.integers(0, 1460, rows),
        "quantity": random.integers(1, 12, rows),
        "price": random.gamma(2.0, 18.0, rows).round(2),
        "product": np.array(["lamp", "Desk ", "chair", " shelf", "Rug"])[random.integers(0, 5, rows)],
    }
)
customers = pl.DataFrame({"customer": np.arange(rows // 20 + 1)}).with_columns(region=pl.col("customer") % 4)

start = pl.datetime(2022, 1, 1)
sales = sales.with_columns(
    pl.col("product").str.strip_chars().str.to_lowercase(),
    date=start + pl.duration(days=pl.col("day")),
    total=pl.col("quantity") * pl.col("price"),
)
known = sales.filter(pl.col("total") > 5).join(customers, on="customer", how="left")
known = known.with_columns(month=pl.col("date").dt.truncate("1mo"))
monthly = known.group_by("region", "month").agg(
    pl.col("total").sum(), pl.col("total").mean().alias("mean"), pl.len().alias("count")
)
best = known.sort("total", descending=True).head(1000)
shares = known.pivot("product", index="region", values="total", aggregate_function="sum")
per_customer = known.lazy().group_by("customer").agg(pl.col("total").sum()).sort("total", descending=True).collect()
high = known.filter(pl.col("total").rank() > 0.9 * len(known)).select("customer", "region", "total")
print(len(known), len(monthly), best["total"][0], shares.shape, per_customer["total"][0], len(high))

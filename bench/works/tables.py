"""What scripts do most to a table of so many rows: join, dates, text, filter, assign, group, sort."""

import sys

import numpy as np
import pandas as pd

rows = int(sys.argv[1])
random = np.random.default_rng(7)
sales = pd.DataFrame(
    {
        "order": np.arange(rows),
        "customer": random.integers(0, rows // 20 + 1, rows),
        "day": random.integers(0, 1460, rows),
        "quantity": random.integers(1, 12, rows),
        "price": random.gamma(2.0, 18.0, rows).round(2),
    }
)
sales["product"] = np.array(["lamp", "Desk ", "chair", " shelf", "Rug"])[random.integers(0, 5, rows)]
customers = pd.DataFrame({"customer": np.arange(rows // 20 + 1)})
customers["region"] = np.array(["north", "east", "south", "west"])[customers["customer"] % 4]

sales["product"] = sales["product"].str.strip().str.lower()
sales["date"] = pd.Timestamp("2022-01-01") + pd.to_timedelta(sales["day"], unit="D")
sales = sales.assign(month=sales["date"].dt.to_period("M").dt.to_timestamp(), total=sales["quantity"] * sales["price"])
known = sales[sales["total"] > 5].merge(customers, on="customer", how="left")
monthly = known.groupby(["region", "month"])["total"].agg(["sum", "mean", "count"]).reset_index()
best = known.sort_values("total", ascending=False).head(1000)
shares = known.pivot_table(index="region", columns="product", values="total", aggfunc="sum")
per_customer = known.groupby("customer")["total"].sum().sort_values(ascending=False)
known["rank"] = known["total"].rank(pct=True)
high = known.loc[known["rank"] > 0.9, ["customer", "region", "total"]]
print(len(known), len(monthly), best["total"].iloc[0], shares.shape, per_customer.iloc[0], len(high))

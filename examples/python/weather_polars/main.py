"""A year of weather at New York's three airports: cold spells, storms, and how alike they are. Polars and NumPy."""

from pathlib import Path

import numpy as np
import polars as pl

HERE = Path(__file__).parent
OUT = HERE / "out"


def load_hours(path):
    hours = pl.read_csv(path, null_values="NA", infer_schema_length=None)
    return hours.with_columns(
        pl.col("time_hour").str.to_datetime("%Y-%m-%dT%H:%M:%SZ").alias("time"),
        ((pl.col("temp") - 32) / 1.8).alias("celsius"),
    ).drop("time_hour")


def daily(hours):
    """One row for each airport and day. Lazy: nothing is read or computed until collect."""
    query = (
        hours.lazy()
        .with_columns(pl.date("year", "month", "day").alias("date"))
        .filter(pl.col("celsius").is_not_null())
        .group_by("origin", "date")
        .agg(
            pl.col("celsius").min().alias("low"),
            pl.col("celsius").max().alias("high"),
            pl.col("precip").sum().alias("rain"),
            pl.col("wind_speed").max().alias("wind"),
            pl.len().alias("hours"),
        )
        .filter(pl.col("hours") >= 20)
        .sort("origin", "date")
    )
    return query.collect()


def longest_run(flags):
    """Length of the longest run of true values."""
    padded = np.concatenate([[0], flags.astype(np.int8), [0]])
    edges = np.flatnonzero(np.diff(padded))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def airport_correlation(days):
    wide = days.pivot(on="origin", index="date", values="high").sort("date").drop_nulls()
    airports = [name for name in wide.columns if name != "date"]
    return airports, np.corrcoef(wide.select(airports).to_numpy().T)


def main():
    OUT.mkdir(exist_ok=True)
    hours = load_hours(HERE / "data" / "weather.csv")
    days = daily(hours)
    print(f"hours {hours.height:,} x {hours.width}, days {days.height:,} x {days.width}")

    summary = days.group_by("origin", maintain_order=True).agg(
        pl.col("low").min().round(1),
        pl.col("high").max().round(1),
        (pl.col("rain") > 0.5).sum().alias("wet_days"),
        pl.col("wind").quantile(0.99).round(1).alias("storm_wind"),
    )
    print(summary.write_csv().strip())

    for (origin,), group in days.group_by("origin", maintain_order=True):
        cold = longest_run(group["high"].to_numpy() < 0)
        hot = longest_run(group["high"].to_numpy() > 30)
        print(f"{origin}: longest cold spell {cold} days, longest heat {hot} days")

    airports, correlation = airport_correlation(days)
    weakest = np.unravel_index(np.argmin(correlation), correlation.shape)
    print(f"least alike: {airports[weakest[0]]} and {airports[weakest[1]]}, {correlation[weakest]:.4f}")

    monthly = (
        days.with_columns(pl.col("date").dt.month().alias("month"))
        .group_by("month")
        .agg(pl.col("low", "high").mean().round(2), pl.col("rain").sum().round(2))
        .sort("month")
    )
    monthly.write_csv(OUT / "monthly.csv")
    days.write_parquet(OUT / "days.parquet")


if __name__ == "__main__":
    main()

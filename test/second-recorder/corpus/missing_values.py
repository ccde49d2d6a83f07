"""Gaps: counted, dropped, filled, interpolated, and told apart from zero."""

from pathlib import Path

import numpy as np
import pandas as pd

weather = pd.read_csv(Path(__file__).parent / "data" / "weather.csv")
gaps = weather.isna().sum()
worst = gaps.idxmax()
weather = weather.drop(columns=[worst])
rates = (weather.isna().mean() * 100).round(1)
sparse = weather[["temp", "pressure", "wind_dir"]].copy()
sparse.loc[::7, "temp"] = np.nan
filled = sparse.fillna({"temp": sparse["temp"].mean(), "pressure": 0})
forward = sparse["temp"].ffill()
smooth = sparse["temp"].interpolate(limit=2)
complete = sparse.dropna(how="any")
both = sparse["temp"].combine_first(weather["dewp"])
integers = sparse["wind_dir"].astype("Int64")
known = integers.notna()
mean = integers.mean()
replaced = sparse["pressure"].replace({1012.0: np.nan})
mask = sparse.isna().any(axis=1)
rows = sparse[mask]
clipped = sparse["temp"].clip(lower=35, upper=40)
zero = (sparse["temp"] == 0).any()
text = pd.Series(["a", None, "", "b"], dtype="string")
empty = text.fillna("?").replace("", "-")
print(gaps[gaps > 0].to_dict(), worst, len(complete), len(rows), int(known.sum()), round(float(mean), 2))
print(
    filled.isna().sum().sum(),
    forward.isna().sum(),
    smooth.isna().sum(),
    both.count(),
    replaced.isna().sum(),
    clipped.min(),
    zero,
    empty.tolist(),
)
print(rates[rates > 0].to_dict())

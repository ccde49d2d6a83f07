"""Reading and writing by label, position and mask."""

from pathlib import Path

import pandas as pd

frame = pd.read_csv(Path(__file__).parent / "data" / "weather.csv", nrows=80)
frame = frame[["origin", "day", "hour", "temp", "wind_speed", "precip"]].copy()
frame["precip"] = frame["precip"].astype(float)
frame["celsius"] = (frame["temp"] - 32) / 1.8
frame.loc[frame["celsius"] < 0, "frost"] = True
frame["frost"] = frame["frost"].fillna(False)
frame.loc[0, "precip"] = 9.9
frame.iloc[1, 5] = 8.8
frame.at[2, "precip"] = 7.7
rainy = frame[frame["precip"] > 0]
cold_hours = frame.loc[frame["frost"] & (frame["wind_speed"] > 5), ["day", "hour"]]
corner = frame.iloc[:3, :2]
value = frame.at[4, "temp"]
cell = frame.iloc[-1]["temp"]
by_hour = frame.set_index("hour")
noon = by_hour.loc[12, "temp"]
frame.loc[:, "temp"] *= 2
frame["wind_speed"] -= 1
del frame["celsius"]
popped = frame.pop("day")
print(len(rainy), len(cold_hours), corner.shape, value, cell, noon.shape if hasattr(noon, "shape") else noon)
print(frame.describe().round(2).to_string())
print(popped.nunique())

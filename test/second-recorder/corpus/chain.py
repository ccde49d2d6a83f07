"""One long chain of a data frame, and the pieces of it again one by one."""

from pathlib import Path

import pandas as pd

DATA = Path(__file__).parent / "data"
flights = pd.read_csv(DATA / "flights.csv")
late = (
    flights.dropna(subset=["dep_delay", "arr_delay"])
    .query("distance > 500")
    .assign(gained=lambda frame: frame["dep_delay"] - frame["arr_delay"], hours=lambda frame: frame["air_time"] / 60)
    .rename(columns={"dest": "to"})
    .sort_values(["gained", "flight"], ascending=[False, True])
    .head(20)
)
columns = ["carrier", "flight", "to", "gained"]
best = late[columns].reset_index(drop=True)
first = best.iloc[0]
carrier, gained = first["carrier"], int(first["gained"])
print(best.to_string())
print(f"{carrier} gained {gained} minutes")
step = flights.dropna(subset=["arr_delay"])
step = step[step["distance"] > 500]
step = step.assign(early=step["arr_delay"] < 0)
share = step["early"].mean()
print(round(share, 3), len(step), step.shape)

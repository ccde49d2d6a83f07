"""Joins in all directions, and what they lose."""

from pathlib import Path

import pandas as pd

DATA = Path(__file__).parent / "data"
flights = pd.read_csv(DATA / "flights.csv")
planes = pd.read_csv(DATA / "planes.csv")
airlines = pd.read_csv(DATA / "airlines.csv")
airports = pd.read_csv(DATA / "airports.csv")
before = len(flights)
joined = flights.merge(planes, on="tailnum", how="left")
joined = joined.merge(airlines, on="carrier").merge(
    airports.add_prefix("dest_"), left_on="dest", right_on="dest_faa", how="left"
)
unknown = joined["seats"].isna().sum()
check = flights.merge(planes[["tailnum"]], on="tailnum", how="outer", indicator=True)
kinds = check["_merge"].value_counts().to_dict()
inner = pd.merge(flights, planes, on="tailnum", suffixes=("", "_plane"))
lookup = airlines.set_index("carrier")["name"]
flights["airline"] = flights["carrier"].map(lookup)
stacked = pd.concat([flights.head(3), flights.tail(3)], keys=["first", "last"])
missing = set(flights["dest"]) - set(airports["faa"])
side = flights[["origin"]].join(flights["dest"].rename("to"))
print(before, len(joined), int(unknown), kinds, len(inner), sorted(missing))
print(stacked.shape, side.head(2).to_dict("records"), flights["airline"].nunique())

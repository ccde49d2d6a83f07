"""Rows of a frame one by one, in the four ways that people use."""

from pathlib import Path

import pandas as pd

planes = pd.read_csv(Path(__file__).parent / "data" / "planes.csv").head(12)
total = 0
labels = []
for index, row in planes.iterrows():
    total += row["seats"]
    labels.append(f"{index}:{row['tailnum']}")
oldest = None
for plane in planes.itertuples():
    if oldest is None or plane.built < oldest.built:
        oldest = plane
lengths = {}
for name, column in planes.items():
    lengths[name] = column.nunique()
planes["size"] = planes.apply(lambda row: "big" if row["seats"] > 150 else "small", axis=1)
records = planes.to_dict("records")
for record in records:
    record["seats"] = record["seats"] // 10 * 10
rebuilt = pd.DataFrame(records)
rounded = rebuilt["seats"].tolist()
for position in range(3):
    rebuilt.loc[position, "checked"] = True
matrix = []
for values in planes[["built", "seats"]].to_numpy():
    built, seats = values
    matrix.append((int(built), int(seats)))
pairs = list(zip(planes["tailnum"], planes["seats"]))[:2]
print(int(total), labels[:2], oldest.tailnum, lengths, rounded, matrix[0], pairs, rebuilt["checked"].sum())

"""Wide and long: melt, pivot, stack, explode, crosstab, cut and dummies."""

from pathlib import Path

import pandas as pd

weather = pd.read_csv(Path(__file__).parent / "data" / "weather.csv")
noon = weather.loc[weather["hour"] == 12, ["origin", "day", "temp", "humid"]]
long = noon.melt(id_vars=["origin", "day"], var_name="measure", value_name="value")
wide = long.pivot(index=["day", "measure"], columns="origin", values="value")
stacked = wide.stack()
back = stacked.unstack("origin")
same = back.equals(wide)
flat = wide.reset_index()
flat.columns.name = None
weather["band"] = pd.cut(weather["temp"], bins=[0, 32, 40, 100], labels=["frost", "cold", "mild"])
table = pd.crosstab(weather["origin"], weather["band"], normalize="index").round(3)
dummies = pd.get_dummies(weather["origin"], prefix="at")
lists = weather.groupby("day")["origin"].agg(lambda values: sorted(set(values)))
exploded = lists.explode().reset_index()
quartiles = weather["humid"].quantile([0.25, 0.5, 0.75])
ranks = pd.qcut(weather["humid"], 4, labels=False)
text = weather["origin"].str.cat(weather["hour"].astype(str), sep="-")
codes, uniques = pd.factorize(weather["origin"])
transposed = table.T
print(same, flat.shape, table.to_dict(), dummies.sum().to_dict(), len(exploded), quartiles.tolist())
print(ranks.value_counts().sort_index().tolist(), text.iloc[5], codes[:3], list(uniques), transposed.shape)

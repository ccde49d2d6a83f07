"""Moments parsed, shifted, resampled and compared."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd

hours = pd.read_csv(Path(__file__).parent / "data" / "weather.csv")
hours["time"] = pd.to_datetime(hours["time_hour"], utc=True)
hours["local"] = hours["time"].dt.tz_convert("America/New_York")
ewr = hours[hours["origin"] == "EWR"].set_index("time").sort_index()
daily = ewr["temp"].resample("D").agg(["min", "max", "mean"]).round(2)
rolling = ewr["temp"].rolling(6).mean()
shifted = ewr["temp"] - ewr["temp"].shift(24)
warmest = ewr["temp"].idxmax()
start, end = ewr.index.min(), ewr.index.max()
span = end - start
days = pd.date_range(start.normalize(), periods=3, freq="D")
weekday = days[0].day_name()
born = date(1815, 12, 10)
moment = datetime(2024, 2, 29, 23, 30)
later = moment + timedelta(hours=1)
age = (later.date() - born).days // 365
parsed = datetime.strptime("05/Jan/2024:09:30:01", "%d/%b/%Y:%H:%M:%S")
text = parsed.strftime("%Y-%m-%d")
period = pd.Period("2024-01", freq="M")
nights = hours[(hours["local"].dt.hour < 6) | (hours["local"].dt.hour > 21)]
months = nights.groupby(nights["local"].dt.day)["temp"].mean()
print(daily.to_string(), rolling.dropna().shape, shifted.notna().sum(), warmest, span)
print(weekday, later, age, text, period.end_time, months.round(1).to_dict())

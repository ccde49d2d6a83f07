"""Features of time series: lags, windows, differences, and a simple forecast."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error

hours = pd.read_csv(Path(__file__).parent / "data" / "weather.csv")
series = hours[hours["origin"] == "JFK"].reset_index(drop=True)[["hour", "temp", "wind_speed"]]
for lag in (1, 2, 3):
    series[f"lag_{lag}"] = series["temp"].shift(lag)
series["mean_6"] = series["temp"].shift(1).rolling(6).mean()
series["change"] = series["temp"].diff().shift(1)
series["sine"] = np.sin(2 * np.pi * series["hour"] / 24)
ready = series.dropna()
names = [name for name in ready.columns if name not in ("temp", "hour")]
cut = int(len(ready) * 0.75)
train, test = ready.iloc[:cut], ready.iloc[cut:]
errors = {}
for alpha in (0.1, 1.0, 10.0):
    model = Ridge(alpha=alpha).fit(train[names], train["temp"])
    predicted = model.predict(test[names])
    errors[alpha] = mean_absolute_error(test["temp"], predicted)
naive = mean_absolute_error(test["temp"], test["lag_1"])
best = min(errors, key=errors.get)
gain = 1 - errors[best] / naive
test = test.assign(predicted=predicted, error=lambda frame: frame["predicted"] - frame["temp"])
worst = test.loc[test["error"].abs().idxmax()]
print(names, best, round(gain, 3), round(float(worst["error"]), 3), len(train), len(test))

"""Figures with several kinds of plots, saved to files."""

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

HERE = Path(__file__).parent
OUT = HERE / "out"
OUT.mkdir(exist_ok=True)
weather = pd.read_csv(HERE / "data" / "weather.csv")
fig, axes = plt.subplots(1, 2, figsize=(8, 3))
for origin, group in weather.groupby("origin"):
    axes[0].plot(group["hour"] + 24 * group["day"], group["temp"], label=origin)
axes[0].legend()
axes[0].set_title("Temperature")
values, edges = np.histogram(weather["wind_speed"].dropna(), bins=8)
axes[1].bar(edges[:-1], values, width=np.diff(edges), align="edge")
fig.tight_layout()
fig.savefig(OUT / "weather.png")
plt.close(fig)
means = weather.groupby("hour")["temp"].mean()
ax = means.plot(kind="line", title="By hour")
figure = ax.get_figure()
figure.savefig(OUT / "hours.png")
size = (OUT / "hours.png").stat().st_size > 1000
peak = int(values.argmax())
print(values.tolist(), peak, size, len(means))

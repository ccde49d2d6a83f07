"""From three raw tables to one table of features, one row for each flight that took off."""

import pandas as pd

NUMERIC = ["distance", "sched_minutes", "month", "seats", "age", "temp", "wind_speed", "precip", "visib", "is_weekend"]
CATEGORICAL = ["origin", "carrier_name", "engine"]
TARGET = "late"
LATE_MINUTES = 15


def clean_weather(weather):
    """One row for each airport and hour; gaps are filled from the hour before at the same airport."""
    weather = weather.drop_duplicates(subset=["origin", "time_hour"])
    weather = weather.sort_values(["origin", "time_hour"])
    columns = ["temp", "wind_speed", "precip", "visib"]
    weather[columns] = weather.groupby("origin")[columns].ffill()
    return weather[["origin", "time_hour", *columns]]


def clean_planes(planes):
    planes = planes.rename(columns={"year": "built"})
    # The three largest makers are written in several ways.
    planes["manufacturer"] = planes["manufacturer"].replace(
        {"AIRBUS INDUSTRIE": "AIRBUS", "MCDONNELL DOUGLAS AIRCRAFT CO": "MCDONNELL DOUGLAS"}
    )
    return planes[["tailnum", "built", "manufacturer", "engine", "seats"]]


def join_tables(flights, weather, planes, airlines):
    departed = flights.dropna(subset=["dep_delay", "arr_delay"])
    joined = (
        departed.merge(clean_weather(weather), on=["origin", "time_hour"], how="left")
        .merge(clean_planes(planes), on="tailnum", how="left")
        .merge(airlines.rename(columns={"name": "carrier_name"}), on="carrier", how="left")
    )
    return joined.drop_duplicates(subset=["time_hour", "carrier", "flight", "origin"])


def add_features(flights):
    flights = flights.copy()
    flights["age"] = flights["year"] - flights["built"]
    flights.loc[flights["age"] < 0, "age"] = None
    flights["sched_minutes"] = flights["hour"] * 60 + flights["minute"]
    flights["date"] = pd.to_datetime(flights[["year", "month", "day"]])
    flights["is_weekend"] = (flights["date"].dt.dayofweek >= 5).astype(int)
    flights["engine"] = flights["engine"].fillna("unknown")
    flights[TARGET] = (flights["arr_delay"] > LATE_MINUTES).astype(int)
    return flights


def rate_by(flights, column):
    """How often flights are late, for each value of a column with enough flights."""
    rates = flights.groupby(column)[TARGET].agg(["size", "mean"])
    return rates[rates["size"] >= 100].sort_values("mean", ascending=False)

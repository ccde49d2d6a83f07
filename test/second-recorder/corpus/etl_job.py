"""A whole job: extract, check, transform, load, and a report of what was dropped."""

import csv
import json
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE / "out"
REQUIRED = ("time_hour", "carrier", "flight", "origin", "dest")


def extract(path):
    with open(path, newline="") as file:
        yield from csv.DictReader(file)


def check(row):
    missing = [name for name in REQUIRED if not row[name]]
    if missing:
        return f"no {missing[0]}"
    if not row["arr_delay"] or row["arr_delay"] == "NA":
        return "no arrival"
    return None


def transform(row, airlines):
    delay = int(float(row["arr_delay"]))
    return {
        "key": f"{row['carrier']}{row['flight']}",
        "airline": airlines.get(row["carrier"], "?"),
        "day": row["time_hour"][:10],
        "delay": delay,
        "late": delay > 15,
    }


def load(rows, path):
    path.parent.mkdir(exist_ok=True)
    with open(path, "w") as file:
        json.dump(rows, file)
    return path.stat().st_size


def main():
    airlines = {row["carrier"]: row["name"] for row in extract(HERE / "data" / "airlines.csv")}
    dropped = Counter()
    rows = []
    for row in extract(HERE / "data" / "flights.csv"):
        reason = check(row)
        if reason:
            dropped[reason] += 1
            continue
        rows.append(transform(row, airlines))
        if len(rows) >= 60:
            break
    size = load(rows, OUT / "flights.json")
    late = sum(row["late"] for row in rows)
    by_airline = Counter(row["airline"] for row in rows)
    print(len(rows), dict(dropped), late, size > 0, by_airline.most_common(2))
    return rows


if __name__ == "__main__":
    rows = main()

"""Untidy people made tidy with regular expressions."""

import re
from pathlib import Path

import pandas as pd

people = pd.read_csv(Path(__file__).parent / "data" / "people.csv", dtype=str)
DIGITS = re.compile(r"\D+")
SPACES = re.compile(r"\s+")


def tidy_name(name):
    words = SPACES.sub(" ", name.strip()).split(" ")
    return " ".join(word.capitalize() for word in words)


def tidy_phone(phone):
    if not isinstance(phone, str):
        return None
    digits = DIGITS.sub("", phone)
    return digits[-7:] if len(digits) >= 7 else None


people["name"] = people["name"].map(tidy_name)
people["phone"] = people["phone"].map(tidy_phone)
people["email"] = people["email"].str.lower().str.replace("(at)", "@", regex=False)
people["domain"] = people["email"].str.extract(r"@(.+)$")[0]
people["salary"] = pd.to_numeric(people["salary"].str.replace(",", ""))
valid = people["email"].str.fullmatch(r"[\w.]+@[\w.]+\.\w+")
people["valid"] = valid
once = people.drop_duplicates(subset=["name", "email"], keep="first")
counts = once["domain"].value_counts()
found = re.findall(r"[A-Z]\w+", " ".join(once["name"]))
swapped = re.sub(r"(\w+) (\w+)", r"\2, \1", once["name"].iloc[0])
print(once.to_string())
print(counts.to_dict(), len(found), swapped)

"""Settings merged from defaults, a file, and arguments."""

import argparse
import configparser
import copy
import io
import os

DEFAULTS = {"input": {"path": "a.csv", "sep": ","}, "limits": {"rows": 100, "warn": True}}
INI = """
[input]
path = b.csv
[limits]
rows = 250
"""


def merge(base, extra):
    merged = copy.deepcopy(base)
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = merge(merged[key], value)
        else:
            merged[key] = value
    return merged


def convert(text):
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return {"true": True, "false": False}.get(text.lower(), text)


parser = configparser.ConfigParser()
parser.read_file(io.StringIO(INI))
from_file = {section: {key: convert(value) for key, value in parser[section].items()} for section in parser.sections()}
arguments = argparse.ArgumentParser()
arguments.add_argument("--rows", type=int)
arguments.add_argument("--quiet", action="store_true")
given = arguments.parse_args(["--rows", "7", "--quiet"])
settings = merge(DEFAULTS, from_file)
settings = merge(settings, {"limits": {"rows": given.rows, "warn": not given.quiet}})
os.environ["CORPUS_SEP"] = ";"
separator = os.environ.get("CORPUS_SEP", settings["input"]["sep"])
settings["input"]["sep"] = separator
untouched = DEFAULTS["limits"]["rows"]
flat = {f"{section}.{key}": value for section, entries in settings.items() for key, value in entries.items()}
print(flat, untouched, given.quiet)

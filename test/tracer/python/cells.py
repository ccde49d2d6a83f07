"""Notebooks as a person writes them in a test: cells begin at lines `--- code` or `--- markdown`, tags behind that."""

from __future__ import annotations

import json
import re

_CELL = re.compile(r"^--- (code|markdown)(.*)\n", re.M)


def notebook_of(text: str) -> str:
    parts = _CELL.split(text)[1:]
    cells = []
    for position, (kind, tags, source) in enumerate(zip(parts[::3], parts[1::3], parts[2::3])):
        cell = {"cell_type": kind, "id": f"cell-{position}", "metadata": {"tags": tags.split()} if tags.split() else {}}
        cell["source"] = source.strip("\n").splitlines(keepends=True)
        cells.append({**cell, "outputs": [], "execution_count": None} if kind == "code" else cell)
    facts = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": cells, "metadata": facts, "nbformat": 4, "nbformat_minor": 5})

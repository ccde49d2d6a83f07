"""A run's record as text that a person can check: one line a step, values by kind and shape, artifacts by number.

`L3 .merge() [call] #1 left as df, #2 arg:0 -> #3 table 3x2` means: line 3, the site's name and op, inputs with role and
the variable they were read from, outputs (new ones with what they are, `<#1` the version before). Indented by parent.
"""

from __future__ import annotations

from typing import Any


def error_of(step: dict[str, Any]) -> str:
    error = step.get("err")
    return f" !{error['type']}: {error['message']}{' caught' if error.get('caught') else ''}" if error else ""


def tell(records: list[dict[str, Any]]) -> str:
    sites: dict[int, Any] = {}
    artifacts = {item["id"]: item for item in records if item["k"] == "artifact"}
    steps = {item["id"]: item for item in records if item["k"] == "step"}
    for item in records:
        if item["k"] == "sites":
            sites.update({row[0]: row for row in item["sites"]})
    seen: set[int] = set()
    numbers: dict[int, int] = {}

    def show(aid: int) -> str:
        number = numbers.setdefault(aid, len(numbers) + 1)
        if aid in seen:
            return f"#{number}"
        seen.add(aid)
        made = artifacts.get(aid)
        if made is None:
            return f"#{number}?"
        before = f" <{show(made['from'])}" if "from" in made else ""
        facts = made["sum"]
        value = facts.get("value", facts.get("path"))
        shape = "x".join(map(str, facts.get("shape", [])))
        told = shape if made["kind"] not in ("scalar", "file") else repr(value)
        if made["kind"] == "file":
            told += f" {facts.get('bytes', '?')} B"
        return f"#{number} {made['kind']} {made['type']} {told}".rstrip() + before

    def depth(step: dict[str, Any]) -> int:
        deep = 0
        while step["parent"] in steps and deep < 20:
            step = steps[step["parent"]]
            deep += 1
        return deep

    lines = []
    binds = [item for item in records if item["k"] == "bind"]
    for step in sorted(steps.values(), key=lambda item: item["id"]):
        row = sites[step["site"]]
        if row[3] == "module":
            continue
        if row[3] == "cell":
            lines.append(f"L{row[5]}-{row[7]} {row[4]} [cell]" + error_of(step))
            continue
        inputs = ", ".join(
            show(item[0]) + f" {item[1]}" + (f" as {item[2]}" if len(item) > 2 else "") for item in step.get("in", [])
        )
        outputs = ", ".join(
            show(item[0]) + ("" if item[1] == "value" else f" {item[1]}") for item in step.get("out", [])
        )
        text = "  " * (depth(step) - 1) + f"L{row[5]} {row[4]} [{row[3]}]"
        text += f" @{step['it']}" if "it" in step else ""
        text += f" {inputs}" if inputs else ""
        text += f" -> {outputs}" if outputs else ""
        text += f" n={step['n']} rec={step['rec']}" if "n" in step else ""
        lines.append(text + error_of(step))
    lines.append("binds: " + ", ".join(f"{item['name']}=#{numbers.get(item['a'], '?')}" for item in binds[:40]))
    return "\n".join(lines)

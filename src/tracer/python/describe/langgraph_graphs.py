"""LangGraph: graphs by their nodes, edges and state's channels. No node is run, no graph is drawn or compiled."""

from __future__ import annotations

from typing import Any

from .budget import Budget
from .description import Description
from .named_facts import Fields, describe_by, said
from .names import class_name, instance_vars, stored

MOST_NODES = 60


def find_describer(cls: type, _: dict[str, Any]) -> Any:
    return describe_graph if class_name(cls) in ("StateGraph", "Graph", "Pregel") else None


def describe_graph(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    builder = instance_vars(own.get("builder")) or own
    nodes = builder.get("nodes")
    held = nodes if type(nodes) is dict else {}
    summary: dict[str, Any] = {"parts": [[str(name), _runs(node)] for name, node in list(held.items())[:MOST_NODES]]}
    edges = builder.get("edges")
    lines = sorted(f"{edge[0]} → {edge[1]}" for edge in edges) if type(edges) is set else []
    branches = builder.get("branches")
    for name, ways in branches.items() if isinstance(branches, dict) else ():
        lines.extend(f"{name} → by {way}" for way in ways if type(way) is str)
    fields: Fields = {}
    if lines:
        fields["edges"] = said("set", ", ".join(lines[:MOST_NODES]))
    channels = builder.get("channels")
    if type(channels) is dict:
        fields["state"] = said(
            "dict", ", ".join(f"{name}: {class_name(type(kind))}" for name, kind in channels.items())
        )
    if builder is not own:
        fields["compiled"] = said("bool", "True")
    made = describe_by("model", value, summary, fields)
    text = "\n".join(lines)
    made.preview = {"form": "text", "text": text[: budget.text], "total": len(text)}
    return made


def graph_print(value: Any) -> str | None:
    """Nodes, edges and branches that were added."""
    own = instance_vars(value) or {}
    held = [own.get(name) for name in ("nodes", "edges", "branches", "waiting_edges")]
    return ":".join(str(len(part)) if isinstance(part, (dict, set)) else "" for part in held)


def _runs(node: Any) -> str:
    """The class of what a node runs."""
    runnable = stored(node, "runnable")
    bound = stored(node, "bound") if runnable is None else runnable
    return class_name(type(node if bound is None else bound))

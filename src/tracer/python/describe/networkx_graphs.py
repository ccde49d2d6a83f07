"""NetworkX: graphs by their nodes and edges, counted in the dicts that hold them. Views, which filter as they go,
are named only."""

from __future__ import annotations

from itertools import islice
from typing import Any

from .budget import Budget
from .cell import cell_of, short_text
from .description import Description
from .identity import identity
from .named_facts import Fields, describe_by, said
from .names import class_attribute, instance_vars

# Nodes up to which edges are counted.
MOST_COUNTED = 200_000


def find_describer(cls: type, networkx: dict[str, Any]) -> Any:
    return describe_graph if cls is networkx.get("Graph") else None


def describe_graph(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    nodes, near = own.get("_node"), own.get("_adj")
    several = _has_parallels(value)
    directed = "_pred" in own
    if type(nodes) is not dict or type(near) is not dict:
        made = describe_by("record", value, {})
        made.detail, made.why = "type", "a view"
        return made
    fields: Fields = {"nodes": said("int", f"{len(nodes):,}")}
    edges = None
    if len(near) <= MOST_COUNTED:
        edges = _count(near, directed, several)
        fields["edges"] = said("int", f"{edges:,}")
    fields["directed"] = said("bool", str(directed))
    if several:
        fields["parallel edges"] = said("bool", "True")
    about = own.get("graph")
    if type(about) is dict and about:
        fields["graph"] = said("dict", short_text(about))
    made = describe_by("record", value, {"shape": [len(nodes)]}, fields)
    made.preview = _edges_preview(near, directed, several, edges, budget)
    return made


def graph_print(value: Any) -> str | None:
    """Nodes and edges that came or went; what is said of them is not looked into."""
    own = instance_vars(value) or {}
    nodes, near = own.get("_node"), own.get("_adj")
    if type(nodes) is not dict or type(near) is not dict:
        return None
    if len(near) > MOST_COUNTED // 20:
        return f"{len(nodes)}:{identity(next(reversed(near.values()), None))}"
    return f"{len(nodes)}:{_count(near, True, _has_parallels(value))}"


def _has_parallels(value: Any) -> bool:
    """MultiGraph and its kin keep edges by key below each pair of nodes."""
    return class_attribute(type(value), "new_edge_key") is not None


def _count(near: dict[Any, Any], directed: bool, several: bool) -> int:
    """Each edge of an undirected graph stands at both of its ends, a loop once."""
    total = loops = 0
    for node, others in near.items():
        if type(others) is not dict:
            continue
        total += sum(map(len, others.values())) if several else len(others)
        if not directed:
            loops += sum(len(edge) if several else 1 for other, edge in others.items() if other is node)
    return total if directed else (total + loops) // 2


def _edges_preview(near: dict[Any, Any], directed: bool, several: bool, edges: Any, budget: Budget) -> dict[str, Any]:
    rows: list[list[Any]] = []
    seen: set[int] = set()
    for node, others in islice(near.items(), 10_000):
        for other, edge in others.items() if type(others) is dict else ():
            if len(rows) >= budget.rows:
                break
            if not directed and identity(other) in seen and other is not node:
                continue
            for about in islice(edge.values(), 20) if several and type(edge) is dict else (edge,):
                rows.append([cell_of(node), cell_of(other), short_text(about) if about else ""])
        seen.add(identity(node))
        if len(rows) >= budget.rows:
            break
    columns = ["source", "target", "attributes"]
    total = len(rows) if edges is None else edges
    return {"form": "table", "columns": columns, "rows": rows[: budget.rows], "totalRows": total, "totalColumns": 3}

"""matplotlib: figures and axes by what they hold, and a picture where it can be had unnoticed."""

from __future__ import annotations

from typing import Any

from .budget import Budget
from .description import Description
from .identity import identity
from .mask import mask_text
from .matplotlib_picture import picture_of
from .names import class_library, class_name, instance_vars, module_vars

MOST_AXES = 12


def find_describer(cls: type, figure: dict[str, Any]) -> Any:
    if cls is figure.get("FigureBase"):
        return describe_figure
    axes = module_vars("matplotlib.axes") or {}
    return describe_axes if cls is axes.get("Axes") else None


def axes_of(figure: Any) -> list[Any]:
    """In the order in which they were added."""
    stack = (instance_vars(figure) or {}).get("_axstack")
    held = (instance_vars(stack) or {}).get("_axes") if stack is not None else None
    return list(held)[:MOST_AXES] if type(held) is dict else []


def children_of(axes: Any) -> list[Any]:
    held = (instance_vars(axes) or {}).get("_children")
    return held if type(held) is list else []


def _text_of(owner: dict[str, Any], name: str) -> str:
    held = instance_vars(owner.get(name)) if owner.get(name) is not None else None
    text = (held or {}).get("_text")
    return mask_text(text[:200]) if type(text) is str else ""


def axes_facts(axes: Any) -> str:
    """`title · x label × y label · 2 Line2D, 1 Text`."""
    own = instance_vars(axes) or {}
    counts: dict[str, int] = {}
    for child in children_of(axes)[:5000]:
        name = class_name(type(child))
        counts[name] = counts.get(name, 0) + 1
    labels = [_text_of(instance_vars(own.get(side)) or {}, "label") for side in ("xaxis", "yaxis")]
    parts = [
        _text_of(own, "title"),
        " × ".join(filter(None, labels)),
        ", ".join(f"{n} {name}" for name, n in counts.items()),
    ]
    return " · ".join(filter(None, parts)) or "empty"


def describe_axes(value: Any, budget: Budget) -> Description:
    cls = type(value)
    return Description("figure", class_name(cls), class_library(cls), {"fields": {"axes": ["Axes", axes_facts(value)]}})


def describe_figure(value: Any, budget: Budget) -> Description:
    cls = type(value)
    drawn = axes_of(value)
    fields = {f"axes {at + 1}": ["Axes", axes_facts(axes)] for at, axes in enumerate(drawn)}
    summary: dict[str, Any] = {"fields": fields} if fields else {}
    title = _text_of(instance_vars(value) or {}, "_suptitle")
    if title:
        fields["title"] = ["str", title]
    made = Description("figure", class_name(cls), class_library(cls), summary)
    if not any(children_of(axes) for axes in drawn):
        return made
    picture, why = picture_of(value)
    if picture is None:
        made.detail, made.why = "summary", why
        return made
    made.blob = (picture.png, "png")
    made.preview = {
        "form": "image",
        "mime": "image/png",
        "blob": picture.name,
        "width": picture.width,
        "height": picture.height,
    }
    return made


def figure_print(figure: Any) -> str:
    """What tells that a figure has changed: its artists and texts, not whether it has been drawn."""
    parts: list[Any] = []
    for axes in axes_of(figure):
        parts.append(tuple(map(identity, children_of(axes)[:500])))
        parts.append(axes_facts(axes))
    return str(hash(tuple(parts)))

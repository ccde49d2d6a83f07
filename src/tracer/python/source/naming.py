"""Names of sites: stable and short, since the key that matches sites across edits is built from them."""

from __future__ import annotations

import _ast as ast
from typing import Any

OPERATORS = {
    "Add": "+", "Sub": "-", "Mult": "*", "MatMult": "@", "Div": "/", "Mod": "%", "Pow": "**", "LShift": "<<",
    "RShift": ">>", "BitOr": "|", "BitXor": "^", "BitAnd": "&", "FloorDiv": "//", "Invert": "~", "Not": "not",
    "UAdd": "+", "USub": "-", "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is",
    "IsNot": "is not", "In": "in", "NotIn": "not in",
}  # fmt: skip


def operator_of(node: Any) -> str:
    return OPERATORS.get(type(node).__name__, "?")


def dotted(node: Any) -> str | None:
    """`a.b.c` as written, where it is nothing but names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return None if base is None else f"{base}.{node.attr}"
    return None


def key_of(node: Any) -> str:
    """`["a"]` for a literal key, else `[…]`."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            text = node.value if len(node.value) <= 60 else node.value[:60] + "…"
            return '["' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"]'
        if isinstance(node.value, (int, float, bool, type(None))):
            return f"[{node.value!r}]"
    return "[…]"


def callee(node: Any) -> str:
    """`.merge()` for a method of a value, `accuracy_score()` for a plain function."""
    if isinstance(node, ast.Attribute):
        return f".{node.attr}()"
    if isinstance(node, ast.Name):
        return f"{node.id}()"
    return "(…)()"


def target(node: Any) -> str:
    if isinstance(node, ast.Subscript):
        return f"{dotted(node.value) or '…'}{key_of(node.slice)}"
    if isinstance(node, (ast.Tuple, ast.List)):
        return ", ".join(target(item) for item in node.elts)
    if isinstance(node, ast.Starred):
        return f"*{target(node.value)}"
    return dotted(node) or ("…." + node.attr if isinstance(node, ast.Attribute) else "…")


def targets(nodes: list[Any]) -> str:
    return ", ".join(target(node) for node in nodes)


def of_value(node: Any, otherwise: str) -> str:
    """Of an expression statement: the callee (`model.fit()`), else the keyword."""
    if isinstance(node, ast.Await):
        node = node.value
    if isinstance(node, ast.Call):
        whole = dotted(node.func)
        if whole is not None:
            return f"{whole}()"
        return callee(node.func)
    return otherwise

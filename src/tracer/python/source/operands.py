"""The operands of one step, and what a rewritten expression is: the node, and the slot of its artifact."""

from __future__ import annotations

from typing import Any, Callable, NamedTuple, Optional

from .cells import BEGIN, END
from .context import Context
from .placing import probe
from .tree import is_constant


class Value(NamedTuple):
    """A rewritten expression; `k` is the slot its artifact is kept in, 0 if none is."""

    node: Any
    k: int = 0
    name: str | None = None
    raw: Any = None  # a tapped name, before it was tapped


Input = tuple[int, str, Optional[str]]


Handler = Callable[[Context, Any], Value]
# Filled by `expressions`: handlers rewrite what is below them, and so call each other.
HANDLERS: dict[type, Handler] = {}


class Operands:
    """Operands of one step in order of evaluation; the last one also says that the step begins."""

    def __init__(self, c: Context) -> None:
        self.c = c
        self.inputs: list[Input] = []
        self.last: tuple[Value, Callable[[Any], None]] | None = None

    def add(self, node: Any, role: str, put: Callable[[Any], None]) -> Value:
        value = rewrite(self.c, node)
        put(value.node)
        if value.k:
            self.inputs.append((value.k, role, value.name))
        self.last = (value, put)
        return value

    def begin(self, k: int) -> None:
        if self.last is None:
            return
        value, put = self.last
        if value.raw is not None:
            put(probe(value.raw, BEGIN, k, value.k, value.raw))
        else:
            put(probe(value.node, BEGIN, k, 0, value.node))


def setter(node: Any, field: str) -> Callable[[Any], None]:
    return lambda value: setattr(node, field, value)


def item_setter(items: list[Any], index: int) -> Callable[[Any], None]:
    return lambda value: items.__setitem__(index, value)


def end(c: Context, node: Any, new: Any, op: str, name: str, operands: Operands, begins: bool = True) -> Value:
    site = c.expression(node, op, name)
    k = c.op("end", site, op, tuple(operands.inputs))
    if begins:
        operands.begin(k)
    return Value(probe(node, END, k, new), k)


def rewrite(c: Context, node: Any) -> Value:
    if is_constant(node):
        return Value(node)
    handler = HANDLERS.get(type(node))
    return Value(node) if handler is None else handler(c, node)

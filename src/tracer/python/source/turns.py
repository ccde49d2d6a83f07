"""The turns of a comprehension. Each expression that can hold a step stands there twice, plain and instrumented; the
first one of a turn asks which it is to be, the others follow it.

A turn of an inner `for` is one of a loop of its own, in a recorded turn of the loop around it.
"""

from __future__ import annotations

import _ast as ast
from typing import Any

from . import naming
from .cells import COMPREHEND, GATHER, SETTLED, TURN
from .conditions import rewrite_conditional, rewrite_test
from .context import Context
from .operands import Value, rewrite
from .placing import cell, passes_by, probe
from .tree import at, first_evaluated, is_constant, name, names_in, walk_within


def is_plain(node: Any) -> bool:
    """Holds no step: a name, a constant."""
    return isinstance(node, ast.Name) or is_constant(node)


def is_plain_element(node: Any, part: Any) -> bool:
    """Not where a condition gives the name its value (`if (y := f(x))`): then that went into what is made."""
    tests = [test for generator in node.generators for test in generator.ifs]
    return is_plain(part) and not any(isinstance(below, ast.NamedExpr) for below in walk_within(tests))


def has_steps(node: Any) -> bool:
    return any(level_has_steps(node, level) for level in range(len(node.generators)))


def level_has_steps(node: Any, level: int) -> bool:
    generator = node.generators[level]
    if not all(is_plain(test) for test in generator.ifs):
        return True
    if level + 1 < len(node.generators):
        return level_has_steps(node, level + 1) or not is_plain(node.generators[level + 1].iter)
    return not all(is_plain(part) for part in elements(node).values())


def elements(node: Any) -> dict[str, Any]:
    fields = ("key", "value") if isinstance(node, ast.DictComp) else ("elt",)
    return {field: getattr(node, field) for field in fields}


class Level:
    """One `for` of it. `asked`: an expression of its turn has asked already."""

    __slots__ = ("asked", "gate", "generator", "left", "turn", "whole")

    def __init__(self, c: Context, generator: Any, row: int, whole: int, asks: int, goes_on: bool) -> None:
        self.generator = generator
        # The row of the outermost loop: what the comprehension makes is its.
        self.whole = whole
        self.gate = c.ops[row][2]
        self.turn = c.op("turn", row, whole, tuple(names_in(generator.target)), goes_on)
        self.asked = False
        # How many expressions of a turn are to come.
        self.left = asks


def rewrite_turns(c: Context, node: Any, row: int) -> Any:
    """The comprehension with all but its first iterable rewritten."""
    new = at(node, type(node)())
    new.generators = []
    c.loops = [*c.loops, row]
    copy: Any = None
    whole = row
    for place, generator in enumerate(node.generators):
        inner = node.generators[place + 1] if place + 1 < len(node.generators) else None
        goes_on = inner is not None and level_has_steps(node, place + 1)
        parts = elements(node).values() if inner is None else [inner.iter]
        asks = sum(not (is_plain_element(node, part) if inner is None else is_plain(part)) for part in parts)
        level = Level(c, generator, row, whole, len(generator.ifs) + (1 if goes_on else asks), goes_on)
        if place == 0:
            copy = ast.comprehension(
                target=generator.target, iter=generator.iter, ifs=generator.ifs, is_async=generator.is_async
            )
        copy.ifs = [tested(c, level, test) for test in generator.ifs]
        new.generators.append(copy)
        if inner is None:
            for field, part in elements(node).items():
                setattr(new, field, part if is_plain_element(node, part) else gathered(c, level, part))
            break
        copy = ast.comprehension(target=inner.target, iter=inner.iter, ifs=inner.ifs, is_async=inner.is_async)
        if goes_on:
            row, site, copy.iter = entered(c, level, inner)
            c.loops = [*c.loops, row]
            c.parent = c.statement = site
        elif not is_plain(inner.iter):
            copy.iter = gathered(c, level, inner.iter, "iterable")
        if not goes_on:
            new.generators.extend([copy, *node.generators[place + 2 :]])
            for field, part in elements(node).items():
                setattr(new, field, part)
            break
    return new


def either(c: Context, level: Level, plain: Any, recorded: Any) -> Any:
    """In a turn that is not recorded the plain expression."""
    start = first_evaluated(plain)
    if level.asked:
        passes: Any = cell(level.gate + 2, start)
    else:
        level.asked = True
        reads = [name(item, start) for item in names_in(level.generator.target)]
        asks = probe(start, TURN, level.turn, *reads)
        passes = at(
            start, ast.BoolOp(op=ast.Or(), values=[cell(level.gate, start), passes_by(start, level.gate + 1), asks])
        )
    return at(plain, ast.IfExp(test=passes, body=plain, orelse=recorded))


def tested(c: Context, level: Level, test: Any) -> Any:
    """A condition is asked for its truth once, as ever; then the turn goes on or is over."""
    parts: list[Value] = []
    level.left -= 1
    new = rewrite_test(c, test, parts)
    slots = tuple((value.k, "condition", value.name) for value in parts if value.k)
    met = c.op("settled", level.whole, slots, level.gate, level.left == 0, True)
    failed = c.op("settled", level.whole, slots, level.gate, True, False)
    end = at(test, ast.Constant(value=None))
    settled = ast.IfExp(test=new, body=probe(end, SETTLED, met), orelse=probe(end, SETTLED, failed))
    return either(c, level, test, at(test, settled))


def gathered(c: Context, level: Level, part: Any, role: str = "item") -> Any:
    """An element's value: what the comprehension makes is made of it."""
    level.left -= 1
    conditions: list[Value] = []
    value = rewrite_conditional(c, part, conditions) if isinstance(part, ast.IfExp) else rewrite(c, part)
    slots = tuple((item.k, "condition", item.name) for item in conditions if item.k)
    slots += ((value.k, role, value.name),) if value.k else ()
    k = c.op("settled", level.whole, slots, level.gate, level.left == 0, True)
    return either(c, level, part, probe(part, GATHER, k, value.node))


def entered(c: Context, level: Level, inner: Any) -> tuple[int, int, Any]:
    """The iterable of an inner `for`: in a recorded turn it begins a loop of its own."""
    level.left -= 1
    value = rewrite(c, inner.iter)
    site = c.site(inner.target, "loop", "comprehension", f"for {naming.target(inner.target)}")
    inputs = ((value.k, "iterable", value.name),) if value.k else ()
    wraps = "" if inner.is_async else "all"
    row = c.op("loop", site, c.gate(3), inputs, wraps, len(c.loops), level.gate)
    begins = probe(inner.iter, COMPREHEND, row, value.node)
    return row, site, either(c, level, inner.iter, begins)

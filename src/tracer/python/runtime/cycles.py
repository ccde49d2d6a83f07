"""Which of the objects that we hold would be garbage without us: part of a cycle that nothing else leads into.

Asked just before the interpreter looks for such cycles, so that it finds those that it would find without us. The way
is the collector's own: references from inside are taken from the counts, and what is left comes from outside. Where
the look ends early (classes, modules, frames, large containers), what lies there counts as outside.
"""

from __future__ import annotations

import gc
import sys
import types
from typing import Any

from .identity import identity

MOST = 20_000
LARGE = 1000
_getrefcount = sys.getrefcount
_get_referents = gc.get_referents
_is_tracked = gc.is_tracked
_ENDS = frozenset(map(identity, (type, types.ModuleType, types.FrameType, types.CodeType, types.TracebackType)))
_SIZED = frozenset(map(identity, (list, dict, tuple, set, frozenset)))


def garbage_among(held: list[Any]) -> list[bool]:
    """For each of `held`, of which we own one reference besides this list's."""
    nodes = list(held)
    index = {identity(node): place for place, node in enumerate(nodes)}
    ours = len(nodes)
    _collect(nodes, index)
    counts = [_getrefcount(node) for node in nodes]
    for place in range(ours):
        counts[place] -= 2
    for place in range(len(nodes)):
        counts[place] -= _BASELINE
        for below in _inside(nodes[place], index):
            found = index.get(identity(below))
            if found is not None:
                counts[found] -= 1
    alive = [count > 0 for count in counts]
    todo = [place for place, found in enumerate(alive) if found]
    while todo:
        for below in _inside(nodes[todo.pop()], index):
            found = index.get(identity(below))
            if found is not None and not alive[found]:
                alive[found] = True
                todo.append(found)
    return [not found for found in alive[:ours]]


def _collect(nodes: list[Any], index: dict[int, int]) -> None:
    place = 0
    while place < len(nodes) and len(nodes) < MOST:
        for below in _inside(nodes[place], index):
            if identity(below) not in index and _is_tracked(below) and not _is_end(below):
                index[identity(below)] = len(nodes)
                nodes.append(below)
        place += 1


def _inside(node: Any, index: dict[int, int]) -> list[Any]:
    if identity(type(node)) in _SIZED and len(node) > LARGE:
        return []
    found = _get_referents(node)
    if type(node) is types.FunctionType:
        # A module's names are too many, but they may be what is asked about.
        space = identity(node.__globals__)
        return found if space in index else [below for below in found if identity(below) != space]
    return found


def _is_end(value: object) -> bool:
    return identity(type(value)) in _ENDS or issubclass(type(value), type)


def _baseline() -> int:
    """What the collector of counts above sees of an object that only its list holds."""
    nodes = [object()]
    counts = [_getrefcount(node) for node in nodes]
    return counts[0]


_BASELINE = _baseline()

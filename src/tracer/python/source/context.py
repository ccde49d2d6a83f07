"""What the rewriting of one module shares: its sites, the table of probes, and where it stands."""

from __future__ import annotations

import _ast as ast
from typing import Any

from .cells import FIRST_FREE
from .positions import make_ranges

# What kind of branch it is, and where the statement, handler or pattern stands that it belongs to.
BranchKey = tuple[str, int, int]

# [id, parent, kind, op, name, line, column, end line, end column]; ids are local to the module, from 1.
SiteRow = tuple[int, int, str, str, str, int, int, int, int]

OWN = 0  # a variable of the frame itself
GLOBAL = 1  # of the module
# otherwise: the local site id of the function or comprehension that owns it, plus 2; negative, of a comprehension that
# runs in the same frame


class Scope:
    """One function, class or module body, or a comprehension, whose targets are its own."""

    __slots__ = ("kind", "locals", "outer", "site")

    def __init__(self, kind: str, site: int, names: set[str], outer: Scope | None) -> None:
        self.kind = kind
        self.site = site
        self.locals = names
        self.outer = outer


class Context:
    """The rewriting of one module."""

    def __init__(self, text: str, file_name: str, tree: ast.Module) -> None:
        self.range_of = make_ranges(text)
        self.sites: list[SiteRow] = []
        self.ops: list[Any] = [None]
        self.gates = FIRST_FREE
        self.opaque: set[str] = set()
        self.asserts_stay = False
        # The numbers of annotations at the module's top (annotations.py).
        self.annotated: dict[tuple[int, int], int] = {}
        # Which cell says whether a branch ran unrecorded (marks.py).
        self.branch_gates: dict[BranchKey, int] = {}
        # By that cell: the instrumented body, and what it weighs.
        self.branch_bodies: dict[int, tuple[list[Any], int]] = {}
        # What was put into more than one body, weighed in rows of the table.
        self.copied = 0
        # Variables that functions inside of others bind or delete.
        self.nonlocals: set[str] = set()
        self.parent = 0
        self.statement = 0
        self.loops: list[int] = []
        last = text.count("\n") + 1
        self.sites.append((1, 0, "module", "module", file_name, 1, 0, last, 0))
        self.parent = self.statement = 1
        self.scope = Scope("module", 1, set(), None)
        self.tree = tree

    def site(self, node: Any, kind: str, op: str, name: str, parent: int = 0) -> int:
        number = len(self.sites) + 1
        self.sites.append((number, parent or self.parent, kind, op, name[:120], *self.range_of(node)))
        return number

    def expression(self, node: Any, op: str, name: str) -> int:
        return self.site(node, "expression", op, name, self.statement)

    def op(self, *parts: Any) -> int:
        """A row of the table by which probes know what they stand at; its index is the probe's first argument."""
        self.ops.append(parts)
        return len(self.ops) - 1

    def weight(self) -> int:
        """Of all that is made so far."""
        return len(self.ops) + self.copied

    def gate(self, cells: int = 1) -> int:
        self.gates += cells
        return self.gates - cells

    def owner(self, name: str) -> int:
        scope: Scope | None = self.scope
        crossed = False
        while scope is not None:
            if scope.kind == "comprehension":
                if name in scope.locals:
                    return scope.site + 2 if crossed else -scope.site
            elif scope.kind == "module":
                break
            elif name in scope.locals and (scope.kind == "function" or not crossed):
                return scope.site + 2 if crossed else OWN
            else:
                crossed = True
            scope = scope.outer
        return GLOBAL if crossed else OWN


def local_names(nodes: list[Any], parameters: set[str]) -> set[str]:
    """Names that a function binds itself."""
    from .tree import children

    found: set[str] = set(parameters)
    elsewhere: set[str] = set()
    todo: list[Any] = list(nodes)
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.comprehension):
            todo.extend([node.iter, *node.ifs])
            continue
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            elsewhere.update(node.names)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update((alias.asname or alias.name.split(".")[0]) for alias in node.names)
        else:
            for field in ("name", "rest"):
                captured = getattr(node, field, None)
                if isinstance(captured, str):
                    found.add(captured)
        todo.extend(children(node))
    return found - elsewhere


Slots = dict[int, Any]

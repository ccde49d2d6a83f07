"""Statements that hold others: branches, loops, try, with, match."""

from __future__ import annotations

import _ast as ast
from typing import Any, Callable

from . import naming
from .cells import BRANCH, CAUGHT
from .conditions import rewrite_test
from .context import Context
from .expressions import rewrite
from .functions import classes, functions
from .looping import rewrite_loop
from .marks import branch_key
from .placing import probe
from .statements import SIMPLE, Statements, bind_names, site_of
from .tree import at, first_run, names_in, statement


def rewrite_block(c: Context, body: list[Any]) -> Statements:
    done: Statements = []
    for node in body:
        handler = SIMPLE.get(type(node)) or BLOCKS.get(type(node))
        if handler is None:
            site_of(c, node, "expr", type(node).__name__.lower())
            done.append(node)
        else:
            done.extend(handler(c, node))
    return done


def branch(c: Context, place: Any, op: str, name: str, body: list[Any], first: Statements) -> Statements:
    """A body under a branch site of its own, told when it runs."""
    if not body:
        return []
    outer = c.parent
    span = at(body[0], ast.Pass())
    span.end_lineno, span.end_col_offset = body[-1].end_lineno, body[-1].end_col_offset
    c.parent = c.site(span if op in ("else", "finally") else place, "branch", op, name)
    gate = c.gate()
    c.branch_gates[branch_key(op, place)] = gate
    before = c.weight()
    k = c.op("branch", c.parent, gate)
    for_first = [statement(probe(first_run(body[0]), BRANCH, k)), *first]
    done = [*for_first, *rewrite_block(c, body)]
    c.branch_bodies[gate] = (done, c.weight() - before)
    c.parent = outer
    return done


def ifs(c: Context, node: Any) -> Statements:
    c.statement = c.parent
    test = rewrite_test(c, node.test)
    body = branch(c, node, "then", "if", node.body, [])
    if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        orelse = ifs(c, node.orelse[0])
    else:
        orelse = branch(c, node, "else", "else", node.orelse, [])
    return [at(node, ast.If(test=test, body=body, orelse=orelse))]


def loops(c: Context, node: Any) -> Statements:
    return rewrite_loop(c, node, rewrite_block, branch)


def tries(c: Context, node: Any) -> Statements:
    outer = c.parent
    c.parent = c.site(node, "branch", "try", "try")
    whole = c.parent
    new = at(node, type(node)(body=[], handlers=[], orelse=[], finalbody=[]))
    k = c.op("branch", whole, 0)
    new.body = [statement(probe(first_run(node.body[0]), BRANCH, k)), *rewrite_block(c, node.body)]
    for handler in node.handlers:
        name = "except" if handler.type is None else f"except {naming.dotted(handler.type) or '…'}"
        copy = at(handler, ast.ExceptHandler(type=handler.type, name=handler.name, body=[]))
        c.statement = whole
        # The branch of the handler is the next site.
        name_of = (handler.name, c.owner(handler.name), len(c.sites) + 1) if handler.name else None
        caught = c.op("caught", whole, len(c.loops), None if c.scope.kind == "class" else name_of)
        first = [statement(probe(handler.body[0], CAUGHT, caught))]
        copy.body = [*first, *branch(c, handler, "except", name, handler.body, [])]
        gate = c.branch_gates[branch_key("except", handler)]
        c.branch_bodies[gate] = (copy.body, c.branch_bodies[gate][1])
        new.handlers.append(copy)
    new.orelse = branch(c, node, "else", "else", node.orelse, [])
    new.finalbody = branch(c, node, "finally", "finally", node.finalbody, [])
    c.parent = outer
    return [new]


def withs(c: Context, node: Any) -> Statements:
    outer = c.parent
    site = c.site(node, "branch", "with", "with")
    c.parent = c.statement = site
    new = at(node, type(node)(items=[], body=[], type_comment=None))
    first: Statements = []
    for item in node.items:
        value = rewrite(c, item.context_expr)
        new.items.append(ast.withitem(context_expr=value.node, optional_vars=item.optional_vars))
        if item.optional_vars is not None:
            target = item.optional_vars
            entered = c.expression(target, "unpack", naming.target(target))
            first.extend(bind_names(c, node.body[0], names_in(target), value.k, entered, always=False))
    k = c.op("branch", site, 0)
    new.body = [statement(probe(first_run(node.body[0]), BRANCH, k)), *first, *rewrite_block(c, node.body)]
    c.parent = outer
    return [new]


def captured(pattern: Any) -> list[str]:
    from .tree import children

    names: list[str] = []
    for field in ("name", "rest"):
        held = getattr(pattern, field, None)
        if isinstance(held, str):
            names.append(held)
    for below in children(pattern):
        if type(below).__name__.startswith("Match"):
            names.extend(captured(below))
    return names


def matches(c: Context, node: Any) -> Statements:
    c.statement = c.parent
    subject = rewrite(c, node.subject)
    new = at(node, type(node)(subject=subject.node, cases=[]))
    for case in node.cases:
        names = captured(case.pattern)
        # Alternatives bind the same names, and every name of a pattern that matched is bound.
        outer = c.parent
        c.statement = c.parent
        guard = None if case.guard is None else rewrite_test(c, case.guard)
        copy = type(case)(pattern=case.pattern, guard=guard, body=[])
        first: Statements = []
        if names:
            taken = c.expression(case.pattern, "unpack", ", ".join(names))
            c.statement = len(c.sites) + 1  # the branch of this case
            first = bind_names(c, case.body[0], sorted(set(names)), subject.k, taken, always=False)
        c.parent = outer
        copy.body = branch(c, case.pattern, "case", "case", case.body, first)
        new.cases.append(copy)
    return [new]


BLOCKS: dict[type, Callable[[Context, Any], Statements]] = {
    ast.If: ifs,
    ast.For: loops,
    ast.AsyncFor: loops,
    ast.While: loops,
    ast.Try: tries,
    ast.With: withs,
    ast.AsyncWith: withs,
    ast.FunctionDef: lambda c, node: functions(c, node, rewrite_block),
    ast.AsyncFunctionDef: lambda c, node: functions(c, node, rewrite_block),
    ast.ClassDef: lambda c, node: classes(c, node, rewrite_block),
}
if hasattr(ast, "TryStar"):
    BLOCKS[ast.TryStar] = tries
if hasattr(ast, "Match"):
    BLOCKS[ast.Match] = matches

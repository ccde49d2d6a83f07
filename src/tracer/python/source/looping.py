"""Loops. Each turn asks whether it is recorded, and so runs the instrumented or the plain body; after enough turns, a
second loop over what is left runs plain bodies without asking."""

from __future__ import annotations

import _ast as ast
from typing import Any, Callable

from . import naming
from .annotations import plain_body
from .cells import ITERATE, LOOP, LOOPED, REST, TESTED, TURNS
from .conditions import rewrite_test
from .context import Context
from .marks import mark_branches
from .operands import Operands, setter
from .placing import cell, passes_by, probe
from .statements import Statements
from .tree import at, clone, first_evaluated, names_in, nowhere, statement
from .witnesses import Witnesses

Rewrite = Callable[[Context, list[Any]], Statements]
Branch = Callable[[Context, Any, str, str, list[Any], Statements], Statements]


def rewrite_loop(c: Context, node: Any, rewrite_block: Rewrite, branch: Branch) -> Statements:
    outer, outer_statement = c.parent, c.statement
    is_while = isinstance(node, ast.While)
    name = "while" if is_while else f"for {naming.target(node.target)}"
    site = c.site(node, "loop", "while" if is_while else "for", name)
    c.statement = site
    gate = c.gate(2)
    row = c.op("loop", site, gate)
    operands = Operands(c)
    new = at(node, type(node)())
    if not is_while:
        new.target, new.iter, new.type_comment = node.target, node.iter, None
        operands.add(node.iter, "iterable", setter(new, "iter"))
        new.iter = probe(node.iter, LOOP, row, new.iter)
    c.ops[row] = ("loop", site, gate, tuple(operands.inputs), "part" if isinstance(node, ast.For) else "", len(c.loops))
    c.parent = site
    before = c.gates
    witnesses = Witnesses(c, node, row)
    new.body = [either_body(c, node, row, rewrite_block, witnesses)]
    gates = tuple(gate for gate in c.branch_gates.values() if gate >= before)
    c.parent = outer
    left = statement(probe(nowhere(node), LOOPED, c.op("looped", row, False)))
    orelse: Statements = []
    if node.orelse:
        done = statement(probe(nowhere(node), LOOPED, c.op("looped", row, False)))
        orelse = [done, *branch(c, node, "else", "else", node.orelse, [])]
    c.statement = outer_statement
    if is_while:
        return [*turns(c, node, row, new, gates, orelse, witnesses), left]
    if isinstance(node, ast.For):
        new.orelse = rests(c, node, row, gates, orelse, witnesses)
    else:
        new.orelse = orelse
    return [new, left]


def rests(
    c: Context, node: Any, row: int, gates: tuple[int, ...], orelse: Statements, witnesses: Witnesses
) -> Statements:
    """What is left runs in a body without marks where all its branches ran before."""
    place = node.test if isinstance(node, ast.While) else node.iter
    for of_marks in ((), gates) if gates else ((),):
        rest = probe(place, REST, c.op("rest", row, of_marks))
        target = nothing(node) if isinstance(node, ast.While) else clone(node.target)
        body = plain_body(c.annotated, node.body)
        if of_marks:
            mark_branches(c, body, witnesses)
        if isinstance(node, ast.While) and not is_endless(node):
            body = [*ends(c, node, row, clone(node.test)), *body]
        orelse = [at(node, ast.For(target=target, iter=rest, body=body, orelse=orelse))]
    return orelse


def either_body(c: Context, node: Any, row: int, rewrite_block: Rewrite, witnesses: Witnesses) -> Any:
    """A `while` that asks for its end in each turn asks for it in the body: that of a recorded turn has steps."""
    site, gate = c.ops[row][1], c.ops[row][2]
    is_while = isinstance(node, ast.While)
    asks = is_while and not node.orelse and not is_endless(node)
    first = first_evaluated(node.test) if asks else node.body[0]
    plain = plain_body(c.annotated, node.body)
    c.loops.append(row)
    names = [] if is_while or c.scope.kind == "class" else names_in(node.target)
    iterate = c.op("iterate", row, tuple((item, c.owner(item)) for item in names), site, asks)
    reads = [at(first, ast.Name(id=item, ctx=ast.Load())) for item in names]
    body: list[Any] = [statement(probe(first, ITERATE, iterate, *reads))]
    if asks:
        body.extend(ends(c, node, row, rewrite_test(c, node.test)))
        body.append(statement(probe(node.body[0], TESTED, row)))
    before = c.weight()
    body.extend(rewrite_block(c, node.body))
    witnesses.weight = c.weight() - before
    mark_branches(c, plain, witnesses)
    if asks:
        plain = [*ends(c, node, row, clone(node.test)), *plain]
    c.loops.pop()
    passes: Any = passes_by(first, gate + 1)
    if isinstance(node, ast.For):
        # The first cell, when true, lets all pass: cheaper than asking the second.
        passes = at(first, ast.BoolOp(op=ast.Or(), values=[cell(gate, first), passes]))
    return at(first, ast.If(test=passes, body=plain, orelse=body))


def turns(
    c: Context, node: Any, row: int, new: Any, gates: tuple[int, ...], orelse: Statements, witnesses: Witnesses
) -> Statements:
    """A `while` as a `for` over items that count its turns: far cheaper than asking a counter in each of them. One with
    an `else` keeps its form, since a `break` or `continue` in there means the loop around it."""
    none = at(node.test, ast.Constant(value=None))
    if node.orelse:
        new.test, new.orelse = node.test, orelse
        return [statement(probe(node.test, LOOP, row, none)), new]
    turns = probe(node.test, TURNS, row)
    rest = rests(c, node, row, gates, [], witnesses)
    return [at(node, ast.For(target=nothing(node), iter=turns, body=new.body, orelse=rest))]


def is_endless(node: Any) -> bool:
    return isinstance(node.test, ast.Constant) and bool(node.test.value)


def ends(c: Context, node: Any, row: int, test: Any) -> Statements:
    """Leaves the loop where its test fails. The item of that turn is taken already, and nothing else ran."""
    told = statement(probe(node.test, LOOPED, c.op("looped", row, True)))
    negated = at(node.test, ast.UnaryOp(op=ast.Not(), operand=test))
    return [at(node.test, ast.If(test=negated, body=[told, at(node.test, ast.Break())], orelse=[]))]


def nothing(node: Any) -> Any:
    """The target of `for () in …`: binds no name."""
    return at(node.test, ast.Tuple(elts=[], ctx=ast.Store()))

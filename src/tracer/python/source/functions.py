"""Functions with their two bodies, and classes. The plain body runs when a function's share of the record is used."""

from __future__ import annotations

import _ast as ast
from typing import Any, Callable

from .cells import CLASS, CLASSED, ENTER, RETURN
from .context import Context, Scope, local_names
from .lambdas import parameters
from .marks import mark_branches
from .operands import rewrite
from .placing import leaves, passes_by, probe
from .tree import SCOPES, at, children, clone, nowhere, statement

Rewrite = Callable[[Context, list[Any]], list[Any]]


def split_docstring(body: list[Any]) -> tuple[list[Any], list[Any]]:
    first = body[0] if body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return body[:1], body[1:]
    return [], body


def take_declarations(body: list[Any]) -> list[Any]:
    """Moves `global` and `nonlocal` out of a body, since with two copies the second would come after a use."""
    taken = [node for node in body if isinstance(node, (ast.Global, ast.Nonlocal))]
    if taken:
        # They are no code, so nothing may stand for them: what watches lines would be told of it.
        body[:] = [node for node in body if node not in taken] or [at(taken[0], ast.Pass())]
    for node in body:
        if not isinstance(node, SCOPES):
            for field in node._fields:
                held = getattr(node, field, None)
                if isinstance(held, list) and held and isinstance(held[0], ast.AST):
                    taken.extend(take_declarations(held))
    return taken


def once(declarations: list[Any]) -> list[Any]:
    seen: set[tuple[type, str]] = set()
    kept = []
    for node in declarations:
        names = [name for name in node.names if (type(node), name) not in seen]
        seen.update((type(node), name) for name in names)
        if names:
            kept.append(at(node, type(node)(names=names)))
    return kept


def is_generator(body: list[Any]) -> bool:
    todo: list[Any] = list(body)
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, SCOPES):
            todo.extend(children(node))
    return False


def functions(c: Context, node: Any, rewrite_block: Rewrite) -> list[Any]:
    outer = (c.parent, c.statement, c.scope, c.loops)
    method = c.scope.kind == "class"
    c.statement = c.parent
    decorators, spec = around(c, node)
    site = c.site(node, "function", "method" if method else "function", node.name)
    names = parameters(node.args)
    c.parent = c.statement = site
    c.scope = Scope("function", site, local_names(node.body, set(names)), c.scope)
    c.loops = []
    new = at(node, type(node)())
    for field in node._fields:
        if hasattr(node, field):
            setattr(new, field, getattr(node, field))
    new.decorator_list, new.args = decorators, spec
    documentation, body = split_docstring(node.body)
    if not body:
        body = [at(documentation[-1], ast.Pass())]
    new.body = [*documentation, *two_bodies(c, node, site, names, body, rewrite_block)]
    c.parent, c.statement, c.scope, c.loops = outer
    return [new]


def around(c: Context, node: Any) -> tuple[list[Any], Any]:
    """Decorators and default values: evaluated where the function is defined. A class body's frame is not recorded."""
    if c.scope.kind == "class":
        return node.decorator_list, node.args
    decorators = [rewrite(c, item).node if isinstance(item, ast.Call) else item for item in node.decorator_list]
    spec = at(node.args, type(node.args)())
    for field in node.args._fields:
        setattr(spec, field, getattr(node.args, field))
    spec.defaults = [rewrite(c, item).node for item in node.args.defaults]
    spec.kw_defaults = [None if item is None else rewrite(c, item).node for item in node.args.kw_defaults]
    return decorators, spec


def two_bodies(
    c: Context, node: Any, site: int, names: list[str], body: list[Any], rewrite_block: Rewrite
) -> list[Any]:
    plain = clone(body)
    declarations = once(take_declarations(plain))
    if declarations:
        # Further copies are made of what stands in a loop: the program's own keeps them.
        body = clone(plain)
    first, last = body[0], body[-1]
    count = c.gate()
    is_async = isinstance(node, ast.AsyncFunctionDef)
    row = c.op("enter", site, tuple(names), count, is_async or is_generator(body), node.name)
    inside = rewrite_block(c, body)
    if not isinstance(last, (ast.Return, ast.Raise)):
        end = nowhere(last)
        inside.append(statement(probe(end, RETURN, c.op("return", site, 0, None), at(end, ast.Constant(value=None)))))
    mark_branches(c, plain)
    reads = [at(first, ast.Name(id=name, ctx=ast.Load())) for name in names]
    entered = statement(probe(first, ENTER, row, *reads))
    where = nowhere(first)
    leaving = at(where, ast.withitem(context_expr=leaves(row, where), optional_vars=None))
    guarded = at(where, ast.With(items=[leaving], body=inside, type_comment=None))
    passes = passes_by(first, count)
    return [*declarations, at(first, ast.If(test=passes, body=plain, orelse=[entered, guarded]))]


def classes(c: Context, node: Any, rewrite_block: Rewrite) -> list[Any]:
    """Only methods and nested classes are rewritten: a class body's namespace may be the program's own object."""
    outer = (c.parent, c.statement, c.scope, c.loops)
    site = c.site(node, "class", "class", node.name)
    row = c.op("class", site, "class", ())
    c.parent = c.statement = site
    c.scope = Scope("class", site, local_names(node.body, set()), c.scope)
    c.loops = []
    new = at(node, type(node)())
    for field in node._fields:
        if hasattr(node, field):
            setattr(new, field, getattr(node, field))
    new.body = []
    for item in node.body:
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            new.body.extend(rewrite_block(c, [item]))
        else:
            new.body.append(item)
    c.parent, c.statement, c.scope, c.loops = outer
    return [statement(probe(nowhere(node), CLASS, row)), new, statement(probe(nowhere(node), CLASSED, row))]

"""Simple statements: their sites, their values, and the names, items and attributes that they bind."""

from __future__ import annotations

import _ast as ast
from typing import Any, Callable

from . import naming
from .cells import AUGMENTED, BEGIN, BIND, BIND_MANY, RETURN, STORED, TAP
from .context import Context
from .displays import rewrite_display
from .expressions import rewrite
from .operands import Operands, Value, setter
from .placing import probe
from .raising import asserts, raises
from .references import add_key, is_opaque
from .tree import at, is_constant, names_in, statement

Statements = list[Any]


def site_of(c: Context, node: Any, op: str, name: str) -> int:
    c.statement = c.site(node, "statement", op, name)
    return c.statement


def owners(c: Context, names: list[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, c.owner(name)) for name in names)


def bind_names(
    c: Context, node: Any, names: list[str], source: int, unpack: int = 0, always: bool = True
) -> Statements:
    """Reads names just after they were bound: nothing else can have run in this frame. Not in class bodies, whose
    namespace may be the program's own object. `unpack` is the step that takes parts out of the source: each time, or
    only where what is bound was not known."""
    if not names or c.scope.kind == "class":
        return []
    k = c.op("bind-many", c.statement, owners(c, names), source, unpack, bool(unpack) and always)
    reads = [at(node, ast.Name(id=name, ctx=ast.Load())) for name in names]
    return [statement(probe(node, BIND_MANY, k, *reads))]


def store_target(c: Context, target: Any, source: int, op: str = "", value: Value | None = None) -> tuple[Any, int]:
    """A subscript or attribute that is written: the new target and the probe row that is told afterwards."""
    operands = Operands(c)
    deletes = isinstance(target.ctx, ast.Del)
    if isinstance(target, ast.Subscript):
        new: ast.Subscript | ast.Attribute = at(
            target, ast.Subscript(value=target.value, slice=target.slice, ctx=target.ctx)
        )
        if is_opaque(c, target.value):
            return target, 0
        operands.add(target.value, "receiver", setter(new, "value"))
        add_key(target.slice, operands, setter(new, "slice"))
        site = c.expression(target, "setitem", ("del " if deletes else "") + naming.key_of(target.slice))
    else:
        new = at(target, ast.Attribute(value=target.value, attr=target.attr, ctx=target.ctx))
        if is_opaque(c, target.value):
            return target, 0
        operands.add(target.value, "receiver", setter(new, "value"))
        site = c.expression(target, "setattr", ("del " if deletes else "") + f".{target.attr}")
    if value is not None:
        operands.inputs.append((value.k, "value", value.name)) if value.k else None
    elif source:
        operands.inputs.append((source, "value", None))
    attribute = target.attr if isinstance(target, ast.Attribute) else ""
    path = naming.dotted(target) or ""
    k = c.op(
        "stored",
        site,
        op or "setitem",
        tuple(operands.inputs),
        source,
        attribute,
        path,
        c.statement,
        reached(target, operands),
    )
    if not op:
        operands.begin(k)
    return new, k


def reached(target: Any, operands: Operands) -> int:
    """The slot of the object that is changed."""
    return operands.inputs[0][0] if operands.inputs and operands.inputs[0][1] == "receiver" else 0


def assign(c: Context, node: Any) -> Statements:
    site_of(c, node, "assign", naming.targets(node.targets))
    return assign_to(
        c,
        node,
        list(node.targets),
        node.value,
        lambda targets, value: ast.Assign(targets=targets, value=value, type_comment=None),
    )


def annotated(c: Context, node: Any) -> Statements:
    site_of(c, node, "assign", naming.target(node.target))
    if node.value is None or not isinstance(node.target, ast.Name):
        return [node]

    def make(targets: list[Any], value: Any) -> Any:
        return ast.AnnAssign(target=node.target, annotation=node.annotation, value=value, simple=node.simple)

    return assign_to(c, node, [node.target], node.value, make)


def assign_to(c: Context, node: Any, targets: list[Any], source: Any, make: Callable[[Any, Any], Any]) -> Statements:
    unpacked = [target for target in targets if isinstance(target, (ast.Tuple, ast.List))]
    if unpacked and isinstance(source, ast.Tuple) and not is_constant(source):
        value, parts = tuple_value(c, source)
    else:
        value, parts = rewrite(c, source), []
    plain = [target.id for target in targets if isinstance(target, ast.Name)]
    after: Statements = []
    made = value.node
    slot = value.k
    if plain or not (value.k or parts):
        k = c.op("bind", c.statement, owners(c, plain), value.k)
        made = probe(source, BIND, k, made)
        slot = value.k or k
    new_targets: list[Any] = []
    for target in targets:
        if isinstance(target, (ast.Subscript, ast.Attribute)):
            new, k = store_target(c, target, slot, value=value if value.k else None)
            new_targets.append(new)
            if k:
                after.append(statement(probe(targets[-1], STORED, k)))
            continue
        if isinstance(target, (ast.Tuple, ast.List)):
            target, stores = stored_parts(c, target, slot, parts)
            after.extend(unpack(c, node, target, slot, parts))
            after.extend(stores)
        new_targets.append(target)
    return [at(node, make(new_targets, made)), *after]


def stored_parts(c: Context, target: Any, source: int, parts: list[Value]) -> tuple[Any, Statements]:
    """`rows[0], self.x = a, b`: items and attributes among the targets. Told in reverse, as calls nest."""
    new = at(target, type(target)(elts=list(target.elts), ctx=target.ctx))
    stores: Statements = []
    paired = len(parts) == len(target.elts)
    for index, item in enumerate(target.elts):
        if isinstance(item, (ast.Subscript, ast.Attribute)):
            new.elts[index], k = store_target(c, item, parts[index].k if paired else source)
            if k:
                stores.insert(0, statement(probe(item, STORED, k)))
    return new, stores


def tuple_value(c: Context, source: Any) -> tuple[Value, list[Value]]:
    """`a, b = x, y`: no tuple is made, so each name gets its part."""
    parts: list[Value] = []
    new = at(source, ast.Tuple(elts=[], ctx=source.ctx))
    for item in source.elts:
        if isinstance(item, ast.Starred):
            return rewrite_display(c, source), []
        value = rewrite(c, item)
        parts.append(value)
        new.elts.append(value.node)
    return Value(new), parts


def unpack(c: Context, node: Any, target: Any, source: int, parts: list[Value]) -> Statements:
    if len(parts) == len(target.elts):
        after: Statements = []
        for item, part in zip(target.elts, parts):
            if isinstance(item, (ast.Tuple, ast.List)):
                inner = c.expression(item, "unpack", naming.target(item))
                after.extend(bind_names(c, node, names_in(item), part.k, inner))
            else:
                after.extend(bind_names(c, node, names_in(item), part.k))
        return after
    site = c.expression(target, "unpack", naming.target(target)) if not parts else 0
    return bind_names(c, node, names_in(target), source, site)


def augmented(c: Context, node: Any) -> Statements:
    site_of(c, node, "augassign", naming.target(node.target))
    target = node.target
    operator = naming.operator_of(node.op) + "="
    if isinstance(target, ast.Name):
        if c.scope.kind == "class":
            return [node]
        before = c.op("tap", target.id, c.owner(target.id))
        read = at(target, ast.Name(id=target.id, ctx=ast.Load()))
        value = rewrite(c, node.value)
        site = c.expression(node, "binary", operator)
        inputs = [(before, "left", target.id)] + ([(value.k, "right", value.name)] if value.k else [])
        k = c.op("end", site, "augassign", tuple(inputs))
        named = c.op("augmented", c.statement, owners(c, [target.id]), k)
        started = probe(node.value, BEGIN, k, 0, value.node)
        new = at(node, ast.AugAssign(target=target, op=node.op, value=started))
        again = at(target, ast.Name(id=target.id, ctx=ast.Load()))
        return [
            statement(probe(target, TAP, before, read)),
            new,
            statement(probe(node, AUGMENTED, named, again)),
        ]
    placeholder = c.op("slot")
    new_target, k = store_target(c, target, placeholder, op="augassign")
    if not k:
        return [node]
    value = rewrite(c, node.value)
    row = list(c.ops[k])
    kept = tuple(item for item in row[3] if item[0] != placeholder)
    row[3] = kept + (((value.k, "value", value.name),) if value.k else ())
    c.ops[k] = tuple(row)
    started = probe(node.value, BEGIN, k, 0, value.node)
    new = at(node, ast.AugAssign(target=new_target, op=node.op, value=started))
    return [new, statement(probe(node, STORED, k))]


def expression(c: Context, node: Any) -> Statements:
    if isinstance(node.value, (ast.Yield, ast.YieldFrom)):
        site_of(c, node, "yield", "yield")
    else:
        site_of(c, node, "expr", naming.of_value(node.value, "…"))
    if isinstance(node.value, (ast.Name, ast.Constant)):
        return [node]
    return [at(node, ast.Expr(value=rewrite(c, node.value).node))]


def returns(c: Context, node: Any) -> Statements:
    site_of(c, node, "return", "return")
    value = Value(at(node, ast.Constant(value=None))) if node.value is None else rewrite(c, node.value)
    k = c.op("return", c.statement, value.k, value.name)
    told = probe(node, RETURN, k, value.node)
    if node.value is None:
        # Not as its value: an asynchronous generator may have none.
        return [statement(told), node]
    return [at(node, ast.Return(value=told))]


def deletes(c: Context, node: Any) -> Statements:
    site_of(c, node, "delete", "del " + naming.targets(node.targets))
    new = at(node, ast.Delete(targets=[]))
    after: Statements = []
    for target in node.targets:
        if isinstance(target, (ast.Subscript, ast.Attribute)):
            target, k = store_target(c, target, 0, op="" if len(node.targets) == 1 else "delete")
            if k:
                after.append(statement(probe(node.targets[-1], STORED, k)))
        new.targets.append(target)
    return [new, *after]


def imports(c: Context, node: Any) -> Statements:
    names = ", ".join(alias.asname or alias.name for alias in node.names)
    site_of(c, node, "import", f"import {names}")
    if isinstance(node, ast.Import) or node.module == "__future__" or names == "*":
        return [node]
    return [node, *bind_names(c, node, [alias.asname or alias.name for alias in node.names], 0)]


def untouched(op: str) -> Callable[[Context, Any], Statements]:
    def keep(c: Context, node: Any) -> Statements:
        site_of(c, node, op, type(node).__name__.lower())
        return [node]

    return keep


SIMPLE: dict[type, Callable[[Context, Any], Statements]] = {
    ast.Assign: assign,
    ast.AnnAssign: annotated,
    ast.AugAssign: augmented,
    ast.Expr: expression,
    ast.Return: returns,
    ast.Raise: raises,
    ast.Assert: asserts,
    ast.Delete: deletes,
    ast.Import: imports,
    ast.ImportFrom: imports,
}

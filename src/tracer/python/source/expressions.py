"""Expressions: each one that is recorded is wrapped in a probe, each operand that it reads is tapped.

A rewritten expression is evaluated exactly as before: same order, same short circuits, same node shapes where the
compiler treats them specially (method calls, `super()`), same positions on the instructions that can fail.
"""

from __future__ import annotations

import _ast as ast
from typing import Any, Callable, NamedTuple, Optional

from . import naming
from .cells import BEGIN, BIND, END, ENTER, LAMBDA_END, PAUSE, RESOLVE, RESUME, TAP, passes_by, probe
from .context import Context, Scope, local_names
from .tree import COMPREHENSIONS, at, clone, is_constant, name, walk_within


class Value(NamedTuple):
    """A rewritten expression; `k` is the slot its artifact is kept in, 0 if none is."""

    node: Any
    k: int = 0
    name: str | None = None
    raw: Any = None  # a tapped name, before it was tapped


Input = tuple[int, str, Optional[str]]


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


def rewrite_name(c: Context, node: Any) -> Value:
    if node.id in c.opaque or node.id == "super" or node.id == "__class__":
        return Value(node)
    k = c.op("tap", node.id, c.owner(node.id))
    return Value(probe(node, TAP, k, node), k, node.id, node)


def is_opaque(c: Context, node: Any) -> bool:
    """Attributes of imported modules: no data, no step."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and (node.id in c.opaque or node.id == "__class__")


def rewrite_attribute(c: Context, node: Any) -> Value:
    if is_opaque(c, node):
        return Value(node)
    operands = Operands(c)
    new = at(node, ast.Attribute(value=node.value, attr=node.attr, ctx=node.ctx))
    operands.add(node.value, "receiver", setter(new, "value"))
    value = end(c, node, new, "attribute", f".{node.attr}", operands)
    return value._replace(name=naming.dotted(node))


def rewrite_call(c: Context, node: Any) -> Value:
    operands = Operands(c)
    func = node.func
    new = at(node, ast.Call(func=func, args=list(node.args), keywords=[]))
    if isinstance(func, ast.Attribute):
        new.func = at(func, ast.Attribute(value=func.value, attr=func.attr, ctx=func.ctx))
        if is_opaque(c, func.value):
            operands.last = (Value(func.value), setter(new.func, "value"))
        else:
            operands.add(func.value, "receiver", setter(new.func, "value"))
    elif isinstance(func, ast.Name):
        if func.id == "super" and not node.args:
            return Value(node)
        if func.id in c.opaque:
            operands.last = (Value(func), setter(new, "func"))
        else:
            operands.add(func, "callee", setter(new, "func"))
    else:
        operands.add(func, "callee", setter(new, "func"))
    for position, argument in enumerate(new.args):
        if isinstance(argument, ast.Starred):
            star = at(argument, ast.Starred(value=argument.value, ctx=argument.ctx))
            new.args[position] = star
            operands.add(argument.value, "arg:*", setter(star, "value"))
        else:
            operands.add(argument, f"arg:{position}", item_setter(new.args, position))
            add_reads(c, argument, operands)
    for keyword in node.keywords:
        copy = at(keyword, ast.keyword(arg=keyword.arg, value=keyword.value))
        new.keywords.append(copy)
        operands.add(keyword.value, f"arg:{keyword.arg or '**'}", setter(copy, "value"))
        add_reads(c, keyword.value, operands)
    value = end(c, node, new, "call", naming.callee(func), operands)
    c.ops[value.k] = (*c.ops[value.k], path_constants(node))
    return value


def path_constants(node: Any) -> tuple[str, ...]:
    """Literal arguments that may name a file."""
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    texts = [item.value for item in given if isinstance(item, ast.Constant) and type(item.value) is str]
    return tuple(text for text in texts if 2 < len(text) < 400 and ("." in text or "/" in text) and "\n" not in text)


def add_reads(c: Context, node: Any, operands: Operands) -> None:
    """What a lambda given as argument closes over: known by name only, since reading it could change what happens."""
    if isinstance(node, ast.Lambda):
        spec = node.args
        own = {arg.arg for arg in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]}
        operands.inputs.extend(free_reads(c, [node.body], own))


def free_reads(c: Context, nodes: list[Any], own: Any) -> list[Input]:
    seen: dict[str, Input] = {}
    below: Any
    for below in walk_within(nodes):
        reads = isinstance(below, ast.Name) and isinstance(below.ctx, ast.Load)
        if reads and below.id not in own and below.id not in c.opaque and below.id not in seen:
            seen[below.id] = (c.op("name", below.id, c.owner(below.id)), "read", below.id)
    return list(seen.values())


def rewrite_subscript(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.Subscript(value=node.value, slice=node.slice, ctx=node.ctx))
    if is_opaque(c, node.value):
        operands.last = (Value(node.value), setter(new, "value"))
    else:
        operands.add(node.value, "receiver", setter(new, "value"))
    add_key(node.slice, operands, setter(new, "slice"))
    return end(c, node, new, "getitem", naming.key_of(node.slice), operands)


def add_key(key: Any, operands: Operands, put: Callable[[Any], None]) -> None:
    if isinstance(key, ast.Slice):
        copy = at(key, ast.Slice(lower=key.lower, upper=key.upper, step=key.step))
        put(copy)
        for part in ("lower", "upper", "step"):
            if getattr(key, part) is not None:
                operands.add(getattr(key, part), "key", setter(copy, part))
    elif isinstance(key, ast.Tuple) and not is_constant(key):
        copy = at(key, ast.Tuple(elts=list(key.elts), ctx=key.ctx))
        put(copy)
        for index, item in enumerate(key.elts):
            if isinstance(item, ast.Starred):
                continue
            add_key(item, operands, item_setter(copy.elts, index))
    else:
        operands.add(key, "key", put)


def rewrite_binary(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.BinOp(left=node.left, op=node.op, right=node.right))
    left = node.left
    if isinstance(node.op, ast.Mod) and isinstance(left, ast.Constant) and isinstance(left.value, (str, bytes)):
        # The compiler has a form of its own for "…" % (a, b): the display stays as it is.
        if isinstance(node.right, ast.Tuple):
            new.right = at(node.right, ast.Tuple(elts=list(node.right.elts), ctx=node.right.ctx))
            for index, item in enumerate(node.right.elts):
                if not isinstance(item, ast.Starred):
                    operands.add(item, "part", item_setter(new.right.elts, index))
        else:
            operands.add(node.right, "part", setter(new, "right"))
        return end(c, node, new, "template", "%", operands, begins=False)
    operands.add(node.left, "left", setter(new, "left"))
    operands.add(node.right, "right", setter(new, "right"))
    return end(c, node, new, "binary", naming.operator_of(node.op), operands)


def rewrite_unary(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.UnaryOp(op=node.op, operand=node.operand))
    operands.add(node.operand, "operand", setter(new, "operand"))
    return end(c, node, new, "unary", naming.operator_of(node.op), operands)


def rewrite_compare(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.Compare(left=node.left, ops=node.ops, comparators=list(node.comparators)))
    operands.add(node.left, "left", setter(new, "left"))
    for index, item in enumerate(node.comparators):
        operands.add(item, "right", item_setter(new.comparators, index))
    name = " ".join(naming.operator_of(op) for op in node.ops)
    return end(c, node, new, "compare", name, operands, begins=len(node.ops) == 1)


def resolve(c: Context, node: Any, new: Any, among: list[int]) -> Value:
    if not among:
        return Value(new)
    k = c.op("resolve", tuple(among))
    return Value(probe(node, RESOLVE, k, new), k)


def rewrite_boolean(c: Context, node: Any) -> Value:
    new, among = boolean_parts(c, node)
    return resolve(c, node, new, among)


def boolean_parts(c: Context, node: Any) -> tuple[Any, list[int]]:
    """No probe between nested `and` and `or`: the compiler tests each value once across them."""
    new = at(node, ast.BoolOp(op=node.op, values=[]))
    among: list[int] = []
    for item in node.values:
        if isinstance(item, ast.BoolOp):
            part, below = boolean_parts(c, item)
            among.extend(below)
        else:
            value = rewrite(c, item)
            part = value.node
            if value.k:
                among.append(value.k)
        new.values.append(part)
    return new, among


def rewrite_test(c: Context, node: Any, of_assert: bool = False) -> Any:
    """A condition: what the compiler turns into jumps stays as it is, only the values it is made of are probed."""
    if isinstance(node, ast.BoolOp):
        return at(node, ast.BoolOp(op=node.op, values=[rewrite_test(c, item, of_assert) for item in node.values]))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return at(node, ast.UnaryOp(op=node.op, operand=rewrite_test(c, node.operand, of_assert)))
    if isinstance(node, ast.IfExp):
        parts = [rewrite_test(c, part, of_assert) for part in (node.test, node.body, node.orelse)]
        return at(node, ast.IfExp(test=parts[0], body=parts[1], orelse=parts[2]))
    if isinstance(node, ast.Compare) and (of_assert or len(node.ops) > 1):
        new = at(node, ast.Compare(left=rewrite(c, node.left).node, ops=node.ops, comparators=[]))
        new.comparators = [rewrite(c, item).node for item in node.comparators]
        return new
    return rewrite(c, node).node


def rewrite_conditional(c: Context, node: Any) -> Value:
    test = rewrite_test(c, node.test)
    body, orelse = (rewrite(c, part) for part in (node.body, node.orelse))
    new = at(node, ast.IfExp(test=test, body=body.node, orelse=orelse.node))
    return resolve(c, node, new, [value.k for value in (body, orelse) if value.k])


def rewrite_await(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.Await(value=node.value))
    value = operands.add(node.value, "operand", setter(new, "value"))
    site = c.expression(node, "await", "await")
    k = c.op("end", site, "await", tuple(operands.inputs))
    new.value = probe(node.value, PAUSE, k, value.node)
    return Value(probe(node, END, k, probe(node, RESUME, k, new)), k)


def rewrite_yield(c: Context, node: Any) -> Value:
    k = c.op("yield", c.statement)
    value = Value(at(node, ast.Constant(value=None))) if node.value is None else rewrite(c, node.value)
    new = at(node, type(node)(value=probe(node, PAUSE, k, value.node)))
    return Value(probe(node, RESUME, k, new), 0)


def rewrite_template(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = rewrite_parts(node, operands)
    if not operands.inputs and not any(isinstance(part, ast.FormattedValue) for part in node.values):
        return Value(node)
    return end(c, node, new, "template", 'f"…"', operands, begins=False)


def rewrite_parts(node: Any, operands: Operands) -> Any:
    new = at(node, ast.JoinedStr(values=[]))
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            copy = at(part, ast.FormattedValue(value=part.value, conversion=part.conversion, format_spec=None))
            operands.add(part.value, "part", setter(copy, "value"))
            if part.format_spec is not None:
                copy.format_spec = rewrite_parts(part.format_spec, operands)
            part = copy
        new.values.append(part)
    return new


DISPLAYS = {ast.List: "[…]", ast.Tuple: "(…)", ast.Set: "{…}"}


def rewrite_display(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, type(node)(elts=list(node.elts)))
    if not isinstance(node, ast.Set):
        new.ctx = node.ctx
    add_items(node.elts, new.elts, operands)
    return end(c, node, new, "display", DISPLAYS[type(node)], operands, begins=False)


def add_items(items: list[Any], into: list[Any], operands: Operands) -> list[Value]:
    values = []
    for index, item in enumerate(items):
        if isinstance(item, ast.Starred):
            star = at(item, ast.Starred(value=item.value, ctx=item.ctx))
            into[index] = star
            values.append(operands.add(item.value, "item", setter(star, "value")))
        else:
            values.append(operands.add(item, "item", item_setter(into, index)))
    return values


def rewrite_dict(c: Context, node: Any) -> Value:
    operands = Operands(c)
    new = at(node, ast.Dict(keys=list(node.keys), values=list(node.values)))
    for index, (key, value) in enumerate(zip(node.keys, node.values)):
        if key is not None:
            operands.add(key, "key", item_setter(new.keys, index))
        operands.add(value, "item", item_setter(new.values, index))
    return end(c, node, new, "display", "{…}", operands, begins=False)


def rewrite_comprehension(c: Context, node: Any) -> Value:
    """Only the first iterable is evaluated in this frame; the rest stays as it is and is recorded as a whole."""
    operands = Operands(c)
    new = at(node, type(node)())
    for field in node._fields:
        setattr(new, field, getattr(node, field))
    first = node.generators[0]
    copy = ast.comprehension(target=first.target, iter=first.iter, ifs=first.ifs, is_async=first.is_async)
    new.generators = [copy, *node.generators[1:]]
    operands.add(first.iter, "iterable", setter(copy, "iter"))
    own = {
        below.id
        for generator in node.generators
        for below in walk_within([generator.target])
        if isinstance(below, ast.Name)
    }
    inside = [getattr(node, field) for field in ("elt", "key", "value") if getattr(node, field, None) is not None]
    for generator in node.generators:
        inside.extend(generator.ifs)
        if generator is not first:
            inside.append(generator.iter)
    known = {name for _, _, name in operands.inputs}
    operands.inputs.extend(read for read in free_reads(c, inside, own) if read[2] not in known)
    marks = {ast.ListComp: "[%s]", ast.GeneratorExp: "(%s)"}
    name = marks.get(type(node), "{%s}") % ", ".join(naming.target(item.target) for item in node.generators)
    site = c.site(node, "loop", "comprehension", name, c.statement)
    k = c.op("end", site, "comprehension", tuple(operands.inputs))
    waits = any(item.is_async for item in node.generators) or any(
        isinstance(below, ast.Await) for below in walk_within(inside)
    )
    if not waits:
        operands.begin(k)
    return Value(probe(node, END, k, new), k)


def rewrite_walrus(c: Context, node: Any) -> Value:
    value = rewrite(c, node.value)
    k = c.op("bind", c.statement, ((node.target.id, c.owner(node.target.id)),), value.k)
    new = at(node, ast.NamedExpr(target=node.target, value=probe(node.value, BIND, k, value.node)))
    return Value(new, value.k or k, node.target.id)


def rewrite_lambda(c: Context, node: Any) -> Value:
    """`plain if <passes> else lambda_ended(k, enter(k, *parameters) or body)`; enter gives back None."""
    below = list(walk_within([node.body]))
    if any(isinstance(item, (ast.Yield, ast.YieldFrom, ast.Await)) for item in below):
        return Value(node)
    outer = (c.parent, c.statement, c.scope, c.loops)
    site = c.site(node, "function", "lambda", "lambda", c.statement)
    names = parameters(node.args)
    c.parent = c.statement = site
    c.scope = Scope("function", site, local_names([node.body], set(names)), c.scope)
    c.loops = []
    gate = c.gate()
    row = c.op("enter", site, tuple(names), gate, False, "lambda")
    plain = clone(node.body)
    value = rewrite(c, node.body)
    returned = c.op("return", site, value.k, None)
    reads = [name(item, node.body) for item in names]
    entered = at(node.body, ast.BoolOp(op=ast.Or(), values=[probe(node.body, ENTER, row, *reads), value.node]))
    ended = probe(node.body, LAMBDA_END, returned, entered)
    body = at(node.body, ast.IfExp(test=passes_by(node.body, gate), body=plain, orelse=ended))
    c.parent, c.statement, c.scope, c.loops = outer
    return Value(at(node, ast.Lambda(args=node.args, body=body)))


def parameters(spec: Any) -> list[str]:
    names = [arg.arg for arg in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]]
    names.extend(arg.arg for arg in (spec.vararg, spec.kwarg) if arg is not None)
    return names


Handler = Callable[[Context, Any], Value]
HANDLERS: dict[type, Handler] = {
    ast.Name: rewrite_name,
    ast.Attribute: rewrite_attribute,
    ast.Call: rewrite_call,
    ast.Subscript: rewrite_subscript,
    ast.BinOp: rewrite_binary,
    ast.UnaryOp: rewrite_unary,
    ast.Compare: rewrite_compare,
    ast.BoolOp: rewrite_boolean,
    ast.IfExp: rewrite_conditional,
    ast.Await: rewrite_await,
    ast.Yield: rewrite_yield,
    ast.YieldFrom: rewrite_yield,
    ast.JoinedStr: rewrite_template,
    ast.List: rewrite_display,
    ast.Tuple: rewrite_display,
    ast.Set: rewrite_display,
    ast.Dict: rewrite_dict,
    ast.NamedExpr: rewrite_walrus,
    ast.Lambda: rewrite_lambda,
    **dict.fromkeys(COMPREHENSIONS, rewrite_comprehension),
}

"""`-m` as a main program: what CPython calls for it, a function of `runpy`, as a module's code on the same lines.

So the stack below the program is what it is in a plain start. What the function keeps in variables, and what it needs
of its own module, are places in the list among the code's constants: no name is added to `__main__`.
"""

from __future__ import annotations

import _ast as ast
import os
import runpy
from types import CodeType
from typing import Any

from .source.cells import FIRST_FREE
from .source.compile import PyCF_ONLY_AST
from .source.functions import split_docstring
from .source.placing import cell, place_cells
from .source.tree import at, constant, walk_within

FUNCTION = "_run_module_as_main"


def code_of_module(name: str, prologue: list[Any]) -> tuple[list[Any], CodeType, list[str]]:
    """The list, the code, and which names of `runpy` are to be put into the list, from the first free place on."""
    plain: CodeType = getattr(runpy, FUNCTION).__code__
    with open(os.path.join(os.path.dirname(os.__file__), "runpy.py"), "rb") as file:
        tree: Any = compile(file.read(), plain.co_filename, "exec", PyCF_ONLY_AST, True)
    function = next(node for node in tree.body if getattr(node, "name", "") == FUNCTION)
    _, body = split_docstring(function.body)
    reached = [each for each in plain.co_names if each in vars(runpy)]
    caught = {node.name for node in walk_within(body) if isinstance(node, ast.ExceptHandler)}
    kept = [*reached, *(each for each in plain.co_varnames if each not in caught)]
    places = {each: FIRST_FREE + index for index, each in enumerate(kept)}
    parameters = [cell(places[each.arg], body[0], ast.Store()) for each in function.args.args]
    given = [constant(value, body[0]) for value in (name, True)]
    tree.body = [
        *prologue,
        *(at(body[0], ast.Assign(targets=[target], value=value)) for target, value in zip(parameters, given)),
        *(in_cells(node, places) for node in body),
    ]
    code = compile(tree, plain.co_filename, "exec", 0, True)
    cells: list[Any] = [None] * (FIRST_FREE + len(places))
    return cells, place_cells(code, cells).replace(co_name=FUNCTION), reached


def in_cells(node: Any, places: dict[str, int]) -> Any:
    """Its variables as places in the list; what it returns nobody takes."""
    if isinstance(node, ast.Name):
        return cell(places[node.id], node, node.ctx) if node.id in places else node
    if isinstance(node, ast.Return):
        return at(node, ast.Expr(value=in_cells(node.value, places)))
    for field in node._fields:
        held = getattr(node, field, None)
        if isinstance(held, list):
            setattr(node, field, [in_cells(item, places) if isinstance(item, ast.AST) else item for item in held])
        elif isinstance(held, ast.AST):
            setattr(node, field, in_cells(held, places))
    return node

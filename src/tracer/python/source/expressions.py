"""Expressions: each one that is recorded is wrapped in a probe, each operand that it reads is tapped.

A rewritten expression is evaluated exactly as before: same order, same short circuits, same node shapes where the
compiler treats them specially (method calls, `super()`), same positions on the instructions that can fail.
"""

from __future__ import annotations

import _ast as ast

from .calling import rewrite_call
from .comprehensions import rewrite_comprehension
from .conditions import rewrite_boolean, rewrite_conditional
from .displays import rewrite_dict, rewrite_display, rewrite_template
from .lambdas import rewrite_lambda
from .operands import HANDLERS, rewrite
from .operators import rewrite_binary, rewrite_compare, rewrite_unary
from .references import rewrite_attribute, rewrite_name, rewrite_subscript, rewrite_walrus
from .suspending import rewrite_await, rewrite_yield
from .tree import COMPREHENSIONS

__all__ = ["rewrite"]

HANDLERS.update(
    {
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
        # From Python 3.14 on.
        **({ast.TemplateStr: rewrite_template} if hasattr(ast, "TemplateStr") else {}),
    }
)

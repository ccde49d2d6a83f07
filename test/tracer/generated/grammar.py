"""What generated programs are made of: `$x` stands for one of the lines under x, a whole line `$block` for statements.

Lines without `$e` and `$it` are what is left when an expression is deep enough. `{in function}` before a line says
where it may stand: function, generator, async, loop, method. `~` in a line is a new line.
Names are few, so that programs read what they bound, also what they have not bound yet. Most values are loud (loud.py).
"""

from __future__ import annotations

import sys

NAME = ["a", "b", "c", "d"]
ATOM = ["$name", "$name", "1", "2", "0", "None", "True", "'x'", "L('s')", "L('tu')", "[]", "(1, 2)", "{'k': 1}"]

TARGET = [
    "$name", "$name", "$name", "L('t').p", "L('t')[$atom]", "$name, $name", "$name, *$name", "($name, [$name, $name])",
]  # fmt: skip

ITERABLE = ["[1, 2]", "range(3)", "L('it')", "'xy'", "iter([1, 2])", "$name", "[$e, $e]", "($e for $name in [1, 2])"]

CLAUSES = ["for $name in $it", "for $name in $it if $e", "for $name in $it for $name in $it", "for e in $it if e if $e"]

EXPRESSION = [
    "$atom", "$atom", "$atom", "$atom",
    "($e $binary $e)", "(L($e) $binary $e)", "($e $compare $e)", "(L($e) $compare L($e) $compare $e)",
    "($e and $e)", "($e or L($e) and $e)", "(not $e)", "(-L($e))", "(~L($e))", "($e if $e else $e)",
    "(not ($e and $e) or $e)", "(1 if $e and $e else 2)",
    "L($e).p", "L($e).z", "$name.q", "L($e)[$e]", "L($e)[$e:$e]", "L($e)[$e, $e:, ...]", "$name[0]", "$it[1]",
    "L($e)($e, *$it, k=$e)", "L($e)($e, **{'m': $e})", "$name($e)", "$name()", "len($it)", "str($e)",
    "[$e, *$it]", "($e, $e)", "(*$it, $e)", "{$atom: $e, **{'z': $e}}", "{$atom, $atom}",
    "f'{$name!r:>{1 + 3}} {$name}'", "'%s %s' % ($e, $e)", "'%s' % $e", "($name := $e)",
    "(lambda a, *b: $e)($e)", "(lambda: $e)()", "(lambda a=$e: a)",
    "[$e $clauses]", "{$atom $clauses}", "{$atom: $e $clauses}", "list($e $clauses)", "sorted(str(e) for e in $it)",
    "{in generator}(yield $e)", "{in generator}(yield)", "{in async}(await L($e))", "{in method}super().__repr__()",
    "{in method}__class__.__name__", "{in method}self.p",
]  # fmt: skip

SIMPLE = [
    "print('say', $e)", "print('say', $e)", "$target = $e", "$target = $e", "$target = $target = $e", "a, b = $e, $e",
    "$name += $e", "$name *= $e", "L('t').p += $e", "L('t')[$e] += $e", "$name: int = $e", "$e", "$e", "pass",
    "del $name", "del L('t').p, L('t')[$e]", "assert $e, $e", "assert not ($e and $e)", "raise KeyError($e)",
    "raise ValueError(1) from L($e)", "import math as $name", "from os.path import sep as $name",
    "{in function}return $e", "{in function}return", "{in async}return $e", "{in generator}yield $e",
    "{in generator}a = yield from $it", "{in generator}return $e", "{in loop}break", "{in loop}continue",
    "{in loop}break",
]  # fmt: skip

COMPOUND = [
    "try:~$block~except Exception as error:~    print('caught', type(error).__name__, error)",
    "try:~$block~except Exception as error:~    print('caught', type(error).__name__, error)",
    "if $e:~$block", "if $e:~$block~else:~$block", "if $e and $e:~$block~elif not $e:~$block",
    "for $target in $it:~$loop", "for $target in $it:~$loop~else:~$block",
    "n = 4~while (n := n - 1) and $e:~$loop", "n = 3~while (n := n - 1):~$loop~else:~$block",
    "try:~$block~except KeyError as $name:~$block~else:~$block", "try:~$block~finally:~$quiet",
    "try:~$block~except (TypeError, NameError):~$block~    raise~finally:~$quiet", "try:~$block~except:~$block",
    "with L($e):~$block", "with L($e) as $target, L($e) as $name:~$block",
    "def f(a=$e, *d, e=$e):~    b = a~$function~print('gave', f($e))",
    "@told~def $name(a, b=$e, /, c=1, **d):~$function", "def f(b):~    global c~$function~print('gave', f($e))",
    "def f(b):~    def g(a=1):~        nonlocal b~$deeper~    return g~print('gave', f($e)())",
    "def f(a):~    if a > 3:~        return $e~    try:~        return f(a + 1)~    finally:~        print(a)~f(0)",
    "def f(a=$e):~    b = a~$generator~    yield 7~print('gave', list(f($e)))",
    "def f(a=1):~    b = a~$generator~    yield 7~for $name in f():~$loop",
    "def f(a=1):~    b = a~$generator~    yield 7~g = f()~print(next(g), g.send($e))~g.close()",
    "async def f(a=$e):~    b = a~$async~print('gave', drive(f($e)))",
    "async def f(a=1):~    b = a~    yield a~$async_generator~print('gave', drive(f().__anext__()))",
    "class C:~    $name = $e~    def method(self, a=1):~$method~print('method', C().method($e))",
    "class C(L):~    def method(self, a=1):~$method~print('method', C('c').method($e))",
    "@told~class $name:~$body",
]  # fmt: skip

PATTERN = ["[a, *b]", "{'k': c}", "1 | 2", "(a, 1 | 2 as b)", "str()", "L(name=d)", "None", "[L() as a, _]"]
if sys.version_info >= (3, 10):
    COMPOUND += [
        "match $e:~    case $pattern:~$deeper~    case $pattern if $e:~$deeper",
        "match $e:~    case $pattern:~$deeper",
    ]

GRAMMAR = {
    "name": NAME, "atom": ATOM, "target": TARGET, "it": ITERABLE, "clauses": CLAUSES, "e": EXPRESSION,
    "pattern": PATTERN,
    "binary": ["+", "-", "*", "%", "&", "|"], "compare": ["<", "<=", "==", "!=", "in", "not in", "is", "is not"],
}  # fmt: skip

# What a line `$x` opens: how deep it is indented, and where its statements stand; "" for where the line itself does.
BLOCKS = {
    "block": (1, ""), "deeper": (2, ""), "loop": (1, "loop"), "quiet": (1, "quiet"), "function": (1, "function"),
    "generator": (1, "generator"), "async": (1, "async"), "async_generator": (1, "quiet"),
    "method": (2, "function method"), "body": (1, "class"),
}  # fmt: skip

HEAD = "from loud import Loud as L, drive, told~a, b, c, d = L('s'), 2, [1, 2], 'x'"

"""Imports the tracer's own modules where the program cannot meet them: not through sys.path, not in sys.modules.

Each of them runs with an `__import__` that finds the tracer's modules in a table of its own and anything else as ever.
"""

from __future__ import annotations

import builtins
import os
import sys
from marshal import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PACKAGE = "_interim"
FOLDER = os.path.dirname(os.path.abspath(__file__))
_modules: dict[str, Any] = {}
# Compiled already (bundle.py): name -> marshalled code.
kept: dict[str, bytes] = {}
_real = builtins.__import__
# As the program finds it: to import `importlib` would take as long as this file.
_External = sys.modules["_frozen_importlib_external"]


class _Form:
    """Stands for any of typing's forms, which nothing asks at run time."""

    def __class_getitem__(cls, _: Any) -> type[_Form]:
        return cls


class _Typing:
    """Instead of `typing`, which takes longer to import than the rest of the tracer to start."""

    TYPE_CHECKING = False

    def __getattr__(self, name: str) -> object:
        return _Form if name in ("Any", "Callable", "Optional", "Union") else getattr(_real("typing"), name)


_typing = _Typing()


def _import(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
    if name == "typing" and fromlist:
        return _typing
    if name == "collections.abc" and fromlist:
        return _real("_collections_abc", globals, locals, fromlist, 0)
    if level == 0:
        return _real(name, globals, locals, fromlist, 0)
    parts = globals["__package__"].split(".")
    whole = ".".join(parts[: len(parts) - level + 1] + ([name] if name else []))
    module = load(whole)
    for item in fromlist or ():
        # As with any import, a name that is neither there nor a module of the package is the caller's to miss.
        if not hasattr(module, item) and module.__package__ == whole:
            load(whole + "." + item)
    return module


_builtins = dict(vars(builtins), __import__=_import)


def load(name: str) -> Any:
    """The tracer's module `_interim.x.y`, run at most once."""
    found = _modules.get(name)
    if found is not None:
        return found
    parent, _, last = name.rpartition(".")
    if parent:
        load(parent)
    base = os.path.join(FOLDER, *name.split(".")[1:])
    package = os.path.isdir(base)
    path = os.path.join(base, "__init__.py") if package else base + ".py"
    module: Any = type(sys)(name)
    space = vars(module)
    space.update(__builtins__=_builtins, __file__=path, __package__=name if package else parent)
    _modules[name] = module
    try:
        if name != PACKAGE:
            code: Any = loads(kept[name]) if name in kept else _External.SourceFileLoader(name, path).get_code(name)
            exec(code, space)
    except BaseException:
        del _modules[name]
        raise
    if parent:
        setattr(_modules[parent], last, module)
    return module

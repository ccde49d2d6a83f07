"""Modules of the workspace are compiled with probes as the program imports them.

`SourceLoader.get_code` is wrapped, so finders, loaders, specs and `__pycache__` stay as they are: the plain code is
made first (with its warnings and its cached file), then the instrumented one. Whatever fails leaves the plain code.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from .codes import traced_files
from .edits import EDITS
from .included import matcher
from .module import Module
from .probes import install as install_probes

if TYPE_CHECKING:
    from collections.abc import Callable

_External: Any = sys.modules["_frozen_importlib_external"]
_INSTALLED = {"site-packages", "dist-packages"}
_OUTSIDE = (*_INSTALLED, "node_modules", "__pycache__")
_VENVS = (".venv", "venv", ".tox", ".nox")
_TRACER = os.path.realpath(os.path.join(os.path.dirname(__file__), "..")) + os.sep


def is_traced(path: str, workspace: str) -> bool:
    if not path.startswith(workspace + os.sep) or not path.endswith(".py") or path.startswith(_TRACER):
        return False
    inner = path[len(workspace) + 1 :].split(os.sep)
    if any(part in _OUTSIDE or part in _VENVS for part in inner[:-1]):
        return False
    return not path.startswith(_libraries())


def _libraries() -> tuple[str, ...]:
    return tuple({os.path.join(prefix, "lib") + os.sep for prefix in (sys.prefix, sys.base_prefix)})


def make_is_traced(facts: dict[str, Any]) -> Callable[[str], bool]:
    """Whether a file, by its real path, is the pipeline's."""
    workspace = os.path.realpath(facts["workspace"])
    is_included = matcher(facts["include"], workspace)
    return lambda path: is_traced(path, workspace) or (not path.startswith(_TRACER) and is_included(path))


def install(recorder: Any, facts: dict[str, Any], is_wanted: Callable[[str], bool], edits: Any) -> None:
    loader = _External.SourceFileLoader
    plain = _External.SourceLoader.get_code
    is_entry = entry_of_module(facts["module"])
    folders: dict[str, tuple[str, bool]] = {}

    def get_code(self: Any, fullname: str) -> Any:
        code = plain(self, fullname)
        if type(self) is loader and code is not None:
            try:
                if fullname in EDITS:
                    return edits.module(fullname, code)
                path = real_path(self.path, folders)
                if is_wanted(path):
                    code = instrumented(recorder, facts, path, code, is_entry(fullname, path))
            except Exception as error:
                recorder.problem("not-traced", f"{self.path}: {type(error).__name__}: {error}")
        return code

    # Import tracebacks leave out the frames of importlib's own files.
    get_code.__code__ = get_code.__code__.replace(
        co_filename=plain.__code__.co_filename, co_name="get_code", co_firstlineno=plain.__code__.co_firstlineno
    )
    get_code.__module__ = plain.__module__
    get_code.__qualname__ = plain.__qualname__
    _External.SourceLoader.get_code = get_code


def entry_of_module(name: str | None) -> Callable[[str, str], bool]:
    """Under `-m` the module itself, after its packages; for one outside, a test runner say, its first import."""
    found = name is None
    own = False

    def is_entry(fullname: str, path: str) -> bool:
        nonlocal found, own
        if found or name is None:
            return False
        if fullname.partition(".")[0] == name.partition(".")[0]:
            own = True
            found = fullname in (name, f"{name}.__main__") and os.path.basename(path) != "__init__.py"
        else:
            found = not own
        return found

    return is_entry


def real_path(path: str, folders: dict[str, tuple[str, bool]]) -> str:
    """Links resolved, each folder's once: to ask the system for every part of every module's path is felt. The files
    of Python and of installed packages, thousands of them, are taken to be no links."""
    folder, _, name = path.rpartition(os.sep)
    known = folders.get(folder)
    if known is None:
        if not os.path.isabs(folder):
            return os.path.realpath(path)
        real = os.path.realpath(folder)
        installed = real.startswith(_libraries()) or not _INSTALLED.isdisjoint(real.split(os.sep))
        known = folders[folder] = (real, installed)
    real = f"{known[0]}{os.sep}{name}"
    return os.path.realpath(real) if not known[1] and os.path.islink(real) else real


def instrumented(
    recorder: Any, facts: dict[str, Any], path: str, plain: Any, entry: bool, variant: str = "", asserts: Any = None
) -> Any:
    from .modulecode import load

    workspace = os.path.realpath(facts["workspace"])
    label = os.path.relpath(path, workspace).replace(os.sep, "/")
    made = load(recorder, facts["cache"], path, plain, label, variant, asserts)
    traced_files.update((path, plain.co_filename))
    module = Module(recorder, label, path, made.digest, entry, made.sites, made.ops, made.cells)
    install_probes(recorder, module)
    return made.code

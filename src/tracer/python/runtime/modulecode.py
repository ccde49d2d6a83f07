"""Instrumented code of an imported module: from the cache where its source is unchanged, else made now."""

from __future__ import annotations

import _imp
import _warnings
import marshal
import os
import sys
from collections.abc import Callable
from typing import Any

from .describing import mask_source

# The accelerated module goes by another name since 3.12; the type stubs know neither.
try:
    from _sha2 import sha256  # type: ignore[import-not-found]
except ImportError:
    from _sha256 import sha256  # type: ignore[import-not-found]

_TRACER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Loaded:
    __slots__ = ("cells", "code", "digest", "ops", "sites")

    def __init__(self, code: Any, cells: list[Any], sites: Any, ops: Any, digest: str) -> None:
        self.code = code
        self.cells = cells
        self.sites = sites
        self.ops = ops
        self.digest = digest


def load(
    recorder: Any, cache: str | None, path: str, plain: Any, label: str, variant: str = "", asserts: Any = None
) -> Loaded:
    """`variant` says what `asserts` does to the tree (pytest's assertions)."""
    with open(path, "rb", buffering=0) as file:
        source = file.read()
    name = None
    if cache is not None:
        names = f"{path}\0{plain.co_filename}\0{label}\0{variant}".encode("utf-8", "surrogatepass")
        key = _imp.source_hash(0, made_by() + source + names)
        tag = f"{sys.implementation.cache_tag}-{sys.hexversion:x}-{sys.flags.optimize}"
        name = os.path.join(cache, f"{key.hex()}-{tag}")
        found = read(name)
        if found is not None:
            keep_source(recorder.folder, found.digest, source)
            return found
    made = make(source, plain.co_filename, label, asserts)
    keep_source(recorder.folder, made.digest, source)
    if name is not None:
        write(name, made)
    return made


def digest_of(data: bytes) -> str:
    return str(sha256(data).hexdigest())


_made_by = b""


def made_by() -> bytes:
    """Stands for this tracer: code that another version of it instrumented calls probes that are not ours."""
    global _made_by
    if _made_by:
        return _made_by
    facts = []
    for folder in ("", "runtime", "runtime/probes", "source", "notebook", "describe"):
        with os.scandir(os.path.join(_TRACER, folder)) as entries:
            files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
        facts += sorted((name, found.st_size, found.st_mtime_ns) for name, found in files)
    _made_by = repr(facts).encode()
    return _made_by


def make(source: bytes, file_name: str, label: str, asserts: Any = None) -> Loaded:
    from ..source.compile import instrument

    compiled = under_filter("ignore", lambda: instrument(source, file_name, label, None, sys.flags.optimize, asserts))
    return Loaded(compiled.code, compiled.cells, compiled.sites, compiled.ops, digest_of(source))


def under_filter(action: str, make: Callable[[], Any]) -> Any:
    """With one more filter of warnings, and without the program's own being asked again for what was shown once."""
    filters: list[Any] = sys.modules.get("warnings", _warnings).filters
    rule = (action, None, Warning, None, 0)
    filters.insert(0, rule)
    try:
        return make()
    finally:
        filters.remove(rule)


def read(name: str) -> Loaded | None:
    try:
        with open(name, "rb", buffering=0) as file:
            return Loaded(*marshal.loads(file.read()))
    except (OSError, ValueError, EOFError, TypeError):
        return None


def write(name: str, made: Loaded) -> None:
    try:
        os.makedirs(os.path.dirname(name), exist_ok=True)
        draft = f"{name}.{os.getpid()}"
        with open(draft, "wb", buffering=0) as file:
            file.write(marshal.dumps((made.code, made.cells, made.sites, made.ops, made.digest)))
        os.replace(draft, name)
    except (OSError, ValueError):
        return


def keep_source(folder: str, digest: str, source: bytes) -> None:
    path = os.path.join(folder, "sources", digest)
    try:
        if not os.path.exists(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb", buffering=0) as file:
                file.write(mask_source(source))
    except OSError:
        return

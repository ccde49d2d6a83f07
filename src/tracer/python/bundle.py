"""The tracer's own modules as one file in the cache folder: one read instead of sixty, also where this folder is not
writable and Python could keep no compiled files beside them."""

from __future__ import annotations

import marshal
import os
import sys
from importlib._bootstrap_external import SourceFileLoader
from typing import Any

from .runtime.modulecode import digest_of, made_by

PATTERNS = "_interim.describe.compiled_patterns"
FOLDER = os.path.dirname(os.path.abspath(__file__))


def keep_bundle(cache: str | None) -> str | None:
    """Its path; made when missing. A table: name of the module -> its marshalled code."""
    if cache is None:
        return None
    key = digest_of(FOLDER.encode("utf-8", "surrogatepass") + made_by())[:16]
    path = os.path.join(cache, f"tracer-{sys.implementation.cache_tag}-{sys.hexversion:x}-{key}")
    try:
        if not os.path.exists(path):
            os.makedirs(cache, exist_ok=True)
            draft = f"{path}.{os.getpid()}"
            with open(draft, "wb") as file:
                file.write(marshal.dumps(all_modules()))
            os.replace(draft, path)
    except OSError:
        return None
    return path


def all_modules() -> dict[str, bytes]:
    from .compilepatterns import compile_patterns

    found: dict[str, bytes] = {}
    for folder, _, names in os.walk(FOLDER):
        parts = os.path.relpath(folder, FOLDER).replace(".", "").split(os.sep)
        package = ".".join(["_interim", *filter(None, parts)])
        for file in names:
            if file.endswith(".py") and file not in ("prepare.py", "run_notebook.py"):
                name = package if file == "__init__.py" else f"{package}.{file[:-3]}"
                code: Any = SourceFileLoader(name, os.path.join(folder, file)).get_code(name)
                found[name] = marshal.dumps(code)
    filled = f"KEPT = {compile_patterns()!r}"
    found[PATTERNS] = marshal.dumps(compile(filled, "<interim>", "exec", 0, True))
    return found

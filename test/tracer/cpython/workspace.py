"""Where CPython's suite is, and the workspace that holds a copy of it: there its modules count as the user's own."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]
MISSING = (
    "This Python came without its test suite. On Debian: apt-get install libpython3.11-testsuite (with its number). "
    "Python from source, pyenv or the python.org installer has it."
)
ASK = (
    "import sys, json, os, unittest\n"
    "try: import test.test_grammar as found; where = os.path.dirname(found.__file__)\n"
    "except ImportError: where = None\n"
    "print(json.dumps([sys.version.split()[0], where, os.path.dirname(unittest.__file__)]))\n"
)


class Workspace(NamedTuple):
    python: str
    version: str
    folder: Path

    @property
    def minor(self) -> str:
        return self.version.rpartition(".")[0]

    def modules(self) -> list[str]:
        # Before 3.14 no module for further interpreters is there that programs are meant to use.
        without = {"test_interpreters"} if int(self.minor.partition(".")[2]) < 14 else set()
        return [name for name in MODULES if name not in without and has(self.folder / "test", name)]


def has(folder: Path, name: str) -> bool:
    return (folder / f"{name}.py").exists() or (folder / name).is_dir()


def make_workspace(python: str) -> Workspace | None:
    """None where the interpreter has no suite."""
    # Not with the arguments -I or -S: Debian's suite is found like any package.
    told = subprocess.run([python, "-c", ASK], capture_output=True, check=True, text=True, cwd="/")
    version, suite, unittest = json.loads(told.stdout)
    if suite is None:
        return None
    folder = ROOT / ".cache" / "cpython" / version / "workspace"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        compiled = shutil.ignore_patterns("__pycache__")
        shutil.copytree(suite, folder / "test", ignore=compiled, symlinks=True)
        if (Path(unittest) / "test").is_dir():
            shutil.copytree(Path(unittest) / "test", folder / "unittest" / "test", ignore=compiled)
        (folder / "complete").write_text("")
    shutil.copy(Path(__file__).with_name("run_module.py"), folder / "run_module.py")
    return Workspace(python, version, folder)


MODULES = """
test_grammar test_scope test_generators test_genexps test_listcomps test_setcomps test_dictcomps test_coroutines
test_asyncgen test_contextlib test_contextlib_async test_with test_class test_descr test_super test_metaclass
test_decorators test_dataclasses test_enum test_typing test_patma test_unpack test_unpack_ex test_named_expressions
test_fstring test_exceptions test_exception_group test_except_star test_traceback test_inspect test_weakref test_gc
test_copy test_pickle test_functools test_itertools test_collections test_asyncio test_threading
test_concurrent_futures test_multiprocessing_fork test_multiprocessing_spawn test_multiprocessing_forkserver
test_multiprocessing_main_handling test_subprocess test_cmd_line_script test_import test_importlib test_runpy
test_doctest test_unittest test_warnings test_logging
test_type_annotations test_type_params test_type_aliases test_annotationlib test_tstring test_interpreters
""".split()

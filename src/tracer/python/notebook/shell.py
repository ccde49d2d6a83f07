"""Stands for IPython where the program's environment has none: `get_ipython()`, `display`, and the magics that need no
more than the standard library. What it does not know is told before the notebook runs (preparing.py)."""

from __future__ import annotations

import builtins
import os
import re
import subprocess
import sys
from typing import Any, Callable

from .document import Cell
from .syntax import Magic

_VARIABLE = re.compile(r"\{\{|\}\}|\$\$|\{(?P<code>[^{}]+)\}|\$(?P<name>[^\W\d]\w*)")


class Shell:
    """As much of IPython's shell as notebooks use."""

    def __init__(self, module: Any) -> None:
        self.user_module = module
        self.user_ns: dict[str, Any] = vars(module)

    def run_line_magic(self, name: str, line: str, _stack_depth: int = 1) -> Any:
        return LINE[name](self, self.expand(line))

    def run_cell_magic(self, name: str, line: str, cell: str) -> Any:
        return CELL[name](self, line, cell)

    def system(self, command: str) -> None:
        sys.stdout.flush()
        done = subprocess.run(self.expand(command), shell=True)
        self.user_ns["_exit_code"] = done.returncode

    def getoutput(self, command: str) -> list[str]:
        sys.stdout.flush()
        done = subprocess.run(self.expand(command), shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.stdout.decode("utf-8", "replace").splitlines()

    def expand(self, text: str) -> str:
        """`{expression}` and `$name` by what they hold, like IPython; what holds nothing stays as it is."""

        def value(found: re.Match[str]) -> str:
            whole, code = found[0], found["code"] or found["name"]
            if code is None:
                return whole[0]
            try:
                return str(eval(code, self.user_ns))
            except Exception:
                return whole

        return _VARIABLE.sub(value, text)


def nothing(_: Shell, __: str) -> None:
    """Set up what a terminal has no use for."""


def run_module(name: str) -> Callable[[Shell, str], None]:
    return lambda shell, line: shell.system(f'"{sys.executable}" -m {name} {line}')


def change_folder(_: Shell, line: str) -> None:
    os.chdir(os.path.expanduser(line.strip().strip("'\"") or "~"))
    print(os.getcwd())


def environment(shell: Shell, line: str) -> Any:
    name, given, value = line.partition("=")
    if not given:
        name, given, value = line.partition(" ")
    if not line.strip():
        return dict(os.environ)
    if not given:
        return os.environ[name.strip()]
    os.environ[name.strip()] = value.strip()
    print(f"env: {name.strip()}={value.strip()}")
    return None


def timeit(shell: Shell, line: str) -> None:
    from timeit import Timer

    from .timing import span

    code = re.sub(r"^(?:-[nr]\s*\d+\s+|-[qopv]\s+)+", "", line)
    loops, seconds = Timer(code, globals=shell.user_ns).autorange()
    print(f"{span(seconds / loops)} per loop ({loops:,} loops)")


def time_statement(shell: Shell, line: str) -> None:
    from .timing import Clock

    clock = Clock()
    clock.start()
    exec(line, shell.user_ns)
    clock.stop(None)


def with_program(program: str) -> Callable[[Shell, str, str], None]:
    def run(_: Shell, line: str, cell: str) -> None:
        sys.stdout.flush()
        subprocess.run([program, *line.split()], input=cell.encode(), check=True)

    return run


def write_file(_: Shell, line: str, cell: str) -> None:
    name = line.split()[-1]
    existed = os.path.exists(name)
    with open(name, "a" if "-a" in line.split()[:-1] else "w", encoding="utf-8") as file:
        file.write(cell)
    print(f"{'Overwriting' if existed else 'Writing'} {name}")


def left_out(_: Shell, __: str, ___: str) -> None:
    """Something to look at, which plain text cannot show."""


LINE: dict[str, Callable[[Shell, str], Any]] = {
    **dict.fromkeys(("matplotlib", "load_ext", "reload_ext", "autoreload", "config", "precision"), nothing),
    **dict.fromkeys(("colors", "xmode", "autosave", "pinfo", "pinfo2"), nothing),
    "pip": run_module("pip"),
    "cd": change_folder,
    "pwd": lambda shell, line: os.getcwd(),
    "env": environment,
    "set_env": environment,
    "system": lambda shell, line: shell.getoutput(line),
    "sx": lambda shell, line: shell.getoutput(line),
    "time": time_statement,
    "timeit": timeit,
}
CELL: dict[str, Callable[[Shell, str, str], Any]] = {
    "bash": with_program("bash"),
    "sh": with_program("sh"),
    "writefile": write_file,
    **dict.fromkeys(("html", "HTML", "javascript", "js", "latex", "markdown", "svg", "SVG"), left_out),
}


def is_known(magic: Magic) -> bool:
    return magic.name in (CELL if magic.whole_cell else LINE)


# Names are added to it, as IPython does: no type says which.
_builtins: Any = builtins


class PlainDisplay:
    """Shows values as Python itself would at its prompt."""

    def __init__(self, module: Any) -> None:
        shell = Shell(module)
        _builtins.get_ipython = lambda: shell
        _builtins.display = display

    def begins(self, cell: Cell) -> None:
        return

    def ends(self, cell: Cell, error: BaseException | None) -> None:
        return

    def show(self, value: object) -> None:
        if value is not None:
            _builtins._ = value
            print(repr(value))


def display(*values: object, **_: object) -> None:
    for value in values:
        print(repr(value))

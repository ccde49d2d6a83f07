"""Interpreters that the program starts are traced, each in a log of its own.

The words of their command line are changed on the way to the system, where nobody reads them any more: instead of a
script, `-m module` or `-c text` stands a `.pyc` of the same program (mainprogram.py). Its name in the run's folder says
who started it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from typing import Any

# A run of more logs takes long to read.
MOST_LOGS = 500
# Of multiprocessing (what it starts besides its workers runs nothing of the program) and execnet (pytest-xdist).
_OWN_COMMANDS = (
    "from multiprocessing.spawn import ",
    "from multiprocessing.forkserver import ",
    "import sys;exec(eval(sys.stdin.readline()))",
)
LONGEST_TEXT = 10_000


class Children:
    def __init__(self, recorder: Any, facts: dict[str, Any], is_traced: Callable[[str], bool]) -> None:
        self.recorder = recorder
        self.facts = {name: facts[name] for name in ("tracer", "workspace", "include", "cache", "limits", "bundle")}
        self.is_traced = is_traced
        self.numbers = count(1)

    def starts(self, arguments: tuple[Any, ...], frame: Any) -> None:
        """`subprocess` tells what it is about to start: its own list of words, which is read again after this."""
        program, words, cwd, environment = arguments
        within = frame.f_locals
        if within.get("uid") is not None or within.get("gid") is not None:
            return
        # It may become another user, who cannot read the run's folder.
        if within.get("preexec_fn") is not None and os.geteuid() == 0:
            return
        if type(words) is list:
            self.replace(words, program, cwd, environment)

    def replaced(self, words: Any) -> Any:
        """The same for those who start one without telling (edits.py)."""
        changed = list(words)
        self.replace(changed, words[0], None, None)
        return changed

    def replace(self, words: list[Any], program: Any, cwd: Any, environment: Any) -> None:
        from .commandline import is_this_interpreter, join, parse, split

        try:
            texts = [os.fsdecode(word) for word in words]
            folder = os.path.realpath(os.fsdecode(cwd) if cwd else os.getcwd())
            names = {**os.environ} if environment is None else texts_of(environment)
            inner = split(os.fsdecode(program), texts)
            own = texts if inner is None else inner
            command = parse(own[1:])
            if command is None or not self.is_wanted(command, folder):
                return
            if not is_this_interpreter(os.fsdecode(program) if inner is None else own[0], folder, names):
                return
            place = self.take(command, folder, names)
            if place is not None and inner is None:
                words[1 + command.first : 1 + command.after] = [place]
            elif place is not None:
                own[1 + command.first : 1 + command.after] = [place]
                words[-1] = join(own) if isinstance(words[-1], str) else os.fsencode(join(own))
        except Exception as error:
            self.recorder.problem("child-not-traced", f"{type(error).__name__}: {error}")

    def is_wanted(self, command: Any, folder: str) -> bool:
        kind: str = command.kind
        value: str = command.value
        if kind == "script":
            path = os.path.realpath(os.path.join(folder, value))
            return self.is_traced(path if path.endswith(".py") else f"{path}.py")
        return kind == "module" or value.startswith(_OWN_COMMANDS) or self.names_module(value, folder)

    def names_module(self, text: str, folder: str) -> bool:
        """Whether a text given to `-c` has the name of a module of the pipeline that it would find."""
        if "import" not in text or len(text) > LONGEST_TEXT:
            return False
        words = "".join(letter if letter.isalnum() or letter == "_" else " " for letter in text).split()
        places = [os.path.join(folder, f"{word}{end}") for word in set(words) for end in (".py", "/__init__.py")]
        return any(os.path.isfile(place) and self.is_traced(os.path.realpath(place)) for place in places)

    def take(self, command: Any, folder: str, environment: Any) -> str | None:
        """The program to start instead."""
        boot = os.path.join(self.recorder.folder, "boot")
        if self.is_full() or not is_made(boot):
            return None
        from .childprogram import program_for

        made = program_for(self.recorder, self.facts, command, folder, environment)
        if made is None:
            return None
        stack = self.recorder.threads.stack()
        step = stack[-1].step if stack else 0
        place = os.path.join(boot, f"{self.recorder.name}-{step}-{next(self.numbers)}.pyc")
        os.symlink(made, place)
        self.recorder.writer.flush()
        return place

    def is_full(self) -> bool:
        try:
            logs: int = sum(name.startswith("log-") for name in os.listdir(self.recorder.folder))
        except OSError:
            # There is no folder any more: nothing is written, and nothing said.
            return False
        if logs >= MOST_LOGS:
            self.recorder.problem("too-many-processes", f"after {MOST_LOGS} processes further ones ran untraced")
        return logs >= MOST_LOGS


def is_made(folder: str) -> bool:
    """False where the run's folder is gone: then nothing is recorded any more, and it is not made again."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        return True
    except OSError:
        return False
    return True


def texts_of(environment: Any) -> dict[str, str]:
    return {os.fsdecode(name): os.fsdecode(value) for name, value in environment.items()}


def started_by(pyc: str) -> tuple[str, int] | None:
    """Log and step that started this process, as its program's name says; none in the main process."""
    parts = os.path.basename(pyc).split("-")
    return (parts[0], int(parts[1])) if len(parts) == 3 else None


def log_of_child(folder: str) -> str:
    """A process id that came again, or that forked before it became another program, gets a name of its own."""
    name, again = str(os.getpid()), 0
    while os.path.exists(f"{folder}/log-{name}.ndjson"):
        again += 1
        name = f"{os.getpid()}_again{again}"
    return name

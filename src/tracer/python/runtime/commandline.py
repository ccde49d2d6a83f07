"""What a command line asks of which interpreter: read as CPython reads it, for children that are to be traced."""

from __future__ import annotations

import os
import sys
from typing import Any

# These take the next word where nothing stands behind the letter.
_WITH_VALUE = "WX"
# They end before a program runs, go on after it, or leave out its first line.
_OTHERS = "hVix?"


class Command:
    __slots__ = ("after", "first", "flags", "kind", "value")

    def __init__(self, kind: str, value: str, first: int, after: int, flags: list[str]) -> None:
        # "script", "module" or "command"
        self.kind = kind
        self.value = value
        # Where in the words it stands, with its option, and where the program's own begin.
        self.first = first
        self.after = after
        self.flags = flags


def parse(words: list[str]) -> Command | None:
    """Of words without the interpreter's name. None where nothing is run that could be traced."""
    index = 0
    while index < len(words):
        word = words[index]
        if word in ("-m", "-c"):
            if index + 1 == len(words):
                return None
            kind = "module" if word == "-m" else "command"
            return Command(kind, words[index + 1], index, index + 2, words[:index])
        if not word.startswith("-"):
            return Command("script", word, index, index + 1, words[:index])
        step = length_of_option(word)
        if step == 0:
            return None
        index += step
    return None


def length_of_option(word: str) -> int:
    """How many words it takes; 0 for what is not known to leave the program as it is."""
    if word == "--check-hash-based-pycs":
        return 2
    if word.startswith("--") or len(word) < 2:
        return 0
    for place, letter in enumerate(word[1:], 2):
        if letter in _WITH_VALUE:
            return 1 if place < len(word) else 2
        if letter in _OTHERS or letter in "cm":
            return 0
    return 1


def is_this_interpreter(program: str, folder: str, environment: Any) -> bool:
    """Whether a program to be started is the very interpreter that runs here."""
    found = program if os.sep in program else on_path(program, environment)
    if found is None or not sys.executable:
        return False
    return os.path.realpath(os.path.join(folder, found)) == os.path.realpath(sys.executable)


def on_path(program: str, environment: Any) -> str | None:
    for folder in environment.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(folder, program)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None


_SHELLS = ("sh", "bash", "dash", "zsh", "ksh")
# What a shell makes nothing of.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-./,:=+@%")


def split(program: str, words: list[str]) -> list[str] | None:
    """The words of the only command that a shell is to run, where they are no more than that."""
    if os.path.basename(program) not in _SHELLS or len(words) != 3 or words[1] != "-c":
        return None
    inner = words[2].split()
    return inner if inner and _PLAIN.issuperset(words[2]) and "=" not in inner[0] else None


def join(words: list[str]) -> str:
    """For a shell; only a path of ours can have more in it than plain letters."""
    return " ".join(word if _PLAIN.issuperset(word) and " " not in word else quoted(word) for word in words)


def quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"

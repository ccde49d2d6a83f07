"""Files that a call read or wrote: seen as it opened them, or named by an argument of it."""

from __future__ import annotations

from typing import Any

from ..frames import Open
from .shared import Shared


def make_files_of(shared: Shared) -> Any:
    recorder = shared.recorder

    def files_of(row: Any, opened: Open | None, refs: Any, value: Any, step: int, now: int) -> Any:
        marks = None if opened is None else opened.marks
        texts = list(row[4]) if len(row) > 4 else []
        for ref, role in refs:
            if ref is not None and role.startswith("arg:"):
                given = ref[2] if ref[1] is None else ref[1].held()
                if type(given) is str:
                    texts.append(given)
                elif type(given).__module__.startswith("pathlib"):
                    texts.append(given.__fspath__())
        if marks is None and not texts:
            return ()
        found = list(marks or ())
        pure = type(value) in (str, bool) or type(value).__module__.startswith("pathlib")
        if texts and not pure:
            found.extend(recorder.files.named(texts, opened.started if opened else now, marks))
        made = {}
        for mark in found:
            made[mark[1], mark[2]] = mark
        return [(recorder.files.artifact(mark, step), mark[2]) for mark in made.values()]

    return files_of

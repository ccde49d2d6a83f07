"""Files that a call read or wrote: seen as it opened them, or named by an argument of it."""

from __future__ import annotations

from typing import Any

from ..frames import Open, Ref
from .shared import Shared

_module_of = type.__dict__["__module__"].__get__


def is_path(value: object) -> bool:
    """By the class's own module, which a metaclass or the program may have set to anything, or deleted."""
    try:
        module = _module_of(type(value))
    except AttributeError:
        return False
    return type(module) is str and module.partition(".")[0] == "pathlib"


def make_files_of(shared: Shared) -> Any:
    recorder = shared.recorder

    def files_of(row: Any, opened: Open | None, refs: Any, value: Any, made: Ref | None, step: int, now: int) -> Any:
        marks = None if opened is None else opened.marks
        texts = list(row[4]) if len(row) > 4 else []
        for ref, role in refs:
            if ref is not None and (role == "receiver" or role.startswith("arg:")):
                given = ref[2] if ref[1] is None else ref[1].held()
                if type(given) is str and role != "receiver":
                    texts.append(given)
                elif is_path(given):
                    texts.append(given.__fspath__())
        through = handles_among(refs)
        if marks is None and not texts:
            return written(row, refs, value, made, step) if through else ()
        found = list(marks or ())
        pure = type(value) in (str, bool) or is_path(value)
        if texts and not pure:
            found.extend(recorder.files.named(texts, opened.started if opened else now, marks))
        once = {(mark[1], mark[2]): mark for mark in found}
        named = [(recorder.files.artifact(mark, step), mark[2]) for mark in once.values()]
        tracked = None if made is None else made[1]
        for path, absolute, writes in marks or ():
            if writes and tracked is not None and tracked.kind == "connection":
                recorder.files.handles.opened(tracked, path, absolute)
        return named + written(row, refs, value, made, step) if through else named

    def handles_among(refs: Any) -> bool:
        return any(ref is not None and ref[1] is not None and ref[1].handle is not None for ref, _ in refs)

    def written(row: Any, refs: Any, value: Any, made: Ref | None, step: int) -> list[tuple[int, bool]]:
        name = shared.module.sites[row[1] - 1][4]
        return [(aid, True) for aid in recorder.files.handles.written(refs, name, value, made, step)]

    return files_of

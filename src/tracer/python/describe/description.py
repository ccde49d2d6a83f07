"""What describing one value yields: an artifact record's facts, and the preview and image stored apart from it."""

from __future__ import annotations

from typing import Any


class Description:
    """`summary` and `preview` are JSON-able and have the shapes of src/protocol/artifact.ts."""

    __slots__ = ("blob", "detail", "fp", "kind", "lib", "preview", "summary", "type", "why")

    def __init__(
        self,
        kind: str,
        type_name: str,
        lib: str | None,
        summary: dict[str, Any] | None = None,
        preview: dict[str, Any] | None = None,
        fp: str | None = None,
        detail: str = "full",
        why: str | None = None,
        blob: tuple[bytes, str] | None = None,
    ) -> None:
        self.kind = kind
        self.type = type_name
        self.lib = lib
        self.summary: dict[str, Any] = {} if summary is None else summary
        self.fp = fp
        self.detail = detail
        self.why = why
        self.preview = preview
        self.blob = blob


# What a summary may tell where no value of the program's data is to be kept.
_SHAPES = frozenset({"shape", "dtype", "bytes", "nulls", "itemType", "tokens", "role", "device", "sparse"})


def without_values(made: Description) -> Description:
    """Kind, type, shape, columns with their types and nulls: nothing that a cell held."""
    summary = {name: fact for name, fact in made.summary.items() if name in _SHAPES}
    columns = made.summary.get("columns")
    if columns is not None:
        summary["columns"] = [
            {name: fact for name, fact in column.items() if name in ("name", "type", "nulls")} for column in columns
        ]
    return Description(made.kind, made.type, made.lib, summary, detail="summary", why="values off")

"""What describing one value yields: the facts of an artifact record, and the preview and image that are stored apart from it."""

from __future__ import annotations

from typing import Any, Dict, Optional, Tuple


class Description:
    """`summary` and `preview` are JSON-able and have the shapes of src/protocol/artifact.ts."""

    __slots__ = ("kind", "type", "lib", "summary", "fp", "detail", "why", "preview", "blob")

    def __init__(
        self,
        kind: str,
        type_name: str,
        lib: Optional[str],
        summary: Optional[Dict[str, Any]] = None,
        preview: Optional[Dict[str, Any]] = None,
        fp: Optional[str] = None,
        detail: str = "full",
        why: Optional[str] = None,
        blob: Optional[Tuple[bytes, str]] = None,
    ) -> None:
        self.kind = kind
        self.type = type_name
        self.lib = lib
        self.summary: Dict[str, Any] = {} if summary is None else summary
        self.fp = fp
        self.detail = detail
        self.why = why
        self.preview = preview
        self.blob = blob

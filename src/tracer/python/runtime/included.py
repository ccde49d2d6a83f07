"""Patterns of files outside the workspace's own modules that the user wants traced as well.

`*` stands for a part of a name, `**` for any folders; a pattern that is not absolute begins at the workspace. The Node
tracer reads patterns alike (src/tracer/node/included.ts).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

_STARS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}


def matcher(include: Sequence[str], workspace: str) -> Callable[[str], bool]:
    if not include:
        return lambda path: False
    patterns = [_compiled(pattern, workspace) for pattern in include]
    return lambda path: any(pattern.match(path.replace(os.sep, "/")) for pattern in patterns)


def _compiled(pattern: str, workspace: str) -> Any:
    # A short program would load it for nothing.
    import re

    whole = pattern if pattern.startswith("**") or os.path.isabs(pattern) else os.path.join(workspace, pattern)
    parts = re.split(r"(\*\*/|\*\*|\*)", whole.replace(os.sep, "/"))
    return re.compile("".join(_STARS.get(part) or re.escape(part) for part in parts) + r"\Z")

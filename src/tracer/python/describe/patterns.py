"""Regular expressions without `re`: to load it and to compile them takes longer than all else of an empty program."""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # the engine below `re`, which has no stubs
from typing import TYPE_CHECKING

from .compiled_patterns import KEPT

if TYPE_CHECKING:
    import re

ASCII = 256
IGNORECASE = 2
_UNICODE = 32


def compiled(text: str, flags: int = 0) -> re.Pattern[str]:
    made = KEPT.get((text, flags if flags & ASCII else flags | _UNICODE))
    if made is None:
        import re

        return re.compile(text, flags)
    taken: re.Pattern[str] = _sre.compile(*made)
    return taken

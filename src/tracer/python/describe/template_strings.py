"""`t"…"`, from Python 3.14 on: the text with its parts put in, where putting one there calls no code of the program."""

from __future__ import annotations

from typing import Any

from .budget import Budget
from .checksum import text_fingerprint
from .description import Description
from .identity import identity
from .mask import mask_text

# Their `str()` is no code of the program's. The rest stands by its expression, as it was written.
_WRITTEN = frozenset(map(identity, (str, int, float, bool, type(None))))
_LONGEST = 1_000_000


def describe_template(value: Any, budget: Budget) -> Description:
    parts = value.interpolations
    pieces = list(value.strings)
    known = True
    for place, part in enumerate(parts):
        written = _written(part)
        known = known and written is not None
        pieces[place] += _as_in_source(part) if written is None else written
    text = "".join(pieces)
    shown = mask_text(text[: budget.text + 100])[: budget.text]
    made = Description("text", "Template", "string", {"shape": [len(text)]})
    made.preview = {"form": "text", "text": shown, "total": len(text)}
    if known:
        made.fp = text_fingerprint(text)
    return made


def _written(part: Any) -> str | None:
    held = part.value
    if identity(type(held)) not in _WRITTEN or part.conversion or part.format_spec:
        return None
    # Not what takes long to write.
    if (type(held) is int and held.bit_length() > 4000) or (type(held) is str and len(held) > _LONGEST):
        return None
    return str(held)


def _as_in_source(part: Any) -> str:
    conversion = f"!{part.conversion}" if part.conversion else ""
    spec = f":{part.format_spec}" if part.format_spec else ""
    return f"{{{part.expression}{conversion}{spec}}}"

"""What `patterns.py` need not compile. Empty here; in the one file of the tracer (bundle.py) this module holds what the
interpreter that it was made for makes of each pattern."""

from __future__ import annotations

from typing import Any

# Text and flags -> what the engine is given.
KEPT: dict[tuple[str, int], tuple[Any, ...]] = {}

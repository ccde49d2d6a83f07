"""Objects of `with` statements around the program's code: told how it was left, by an exception or not."""

from __future__ import annotations

import sys
import time
from typing import Any, Callable

from .shared import Shared

_perf = time.perf_counter_ns
_getframe = sys._getframe

# Row, key of the frame, what was raised, when.
Left = Callable[[int, int, "BaseException | None", int], None]


def make_guards(shared: Shared, op: str, left: Left) -> dict[int, Any]:
    """One for each row of that kind."""
    trouble = shared.trouble

    class Guard:
        __slots__ = ("k",)

        def __init__(self, k: int) -> None:
            self.k = k

        # In C: a frame less.
        __enter__ = object.__hash__

        def __exit__(self, _: Any, raised: BaseException | None, trace: Any) -> None:
            now = _perf()
            try:
                left(self.k, hash(_getframe(1)), raised, now)
            except RecursionError:
                return
            except BaseException as error:
                if trouble.is_ours(error):
                    return
                raise

    return {k: Guard(k) for k, row in enumerate(shared.ops) if row is not None and row[0] == op}

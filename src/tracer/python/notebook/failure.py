"""How a failing notebook ends: the traceback names cells as Jupyter does, and does not show who ran them."""

from __future__ import annotations

import re
import sys
from types import TracebackType

_FILE = re.compile(r'^(\s*)File "(Cell In\[\d+\])", line', re.M)


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """In the place of `sys.excepthook`."""
    import traceback

    lines = traceback.format_exception(kind, error, own_part(trace))
    sys.stderr.write(_FILE.sub(r"\1\2, line", "".join(lines)))


def own_part(trace: TracebackType | None) -> TracebackType | None:
    """From the notebook's first frame on. None where there is none: a cell that is no Python."""
    found = trace
    while found is not None and not found.tb_frame.f_code.co_filename.startswith("Cell In["):
        found = found.tb_next
    return found if found is not None or not is_outside(trace) else trace


def is_outside(trace: TracebackType | None) -> bool:
    """Raised elsewhere than by compiling a cell: while the loop of its coroutines ran, say."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and not trace.tb_frame.f_code.co_filename.endswith(("build.py", "execute.py"))

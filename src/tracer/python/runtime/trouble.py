"""What a probe does with an exception: its own fault is noted and forgotten, the program's is handed on.

A signal handler of the program may run in the middle of a probe. What it raises belongs to the program: it goes on,
without our frames in its traceback, as if the signal had come an instruction later.
"""

from __future__ import annotations

from typing import Any


class Trouble:
    def __init__(self, recorder: Any) -> None:
        self.recorder = recorder
        self.folder = __file__.rsplit("/runtime/", 1)[0] + "/"

    def is_ours(self, error: BaseException) -> bool:
        """If not, the probe raises it again: from 3.11 on, its traceback then has no frame of ours."""
        if isinstance(error, (RecursionError, MemoryError)):
            return True
        if not isinstance(error, Exception) or self.is_foreign(error):
            error.__traceback__ = self.beyond(error.__traceback__)
            return False
        try:
            self.recorder.problem("probe-failed", f"{type(error).__name__}: {error} at {place(error)}")
        except Exception:
            return True
        return True

    def is_inside(self, frame: Any) -> bool:
        """Whether a frame of ours is on its stack."""
        for _ in range(60):
            if frame is None:
                return False
            if frame.f_code.co_filename.startswith(self.folder):
                return True
            frame = frame.f_back
        return False

    def is_foreign(self, error: BaseException) -> bool:
        """Raised by a function that the interpreter called for a signal: its frame's caller is not what it says."""
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            if trace.tb_frame.f_back is not None and not code.co_filename.startswith((self.folder, "<frozen")):
                arguments = code.co_varnames[: code.co_argcount]
                if "signum" in arguments or "sig" in arguments or "frame" in arguments:
                    return True
            trace = trace.tb_next
        return False

    def beyond(self, trace: Any) -> Any:
        while trace is not None and trace.tb_frame.f_code.co_filename.startswith(self.folder):
            trace = trace.tb_next
        return trace


def place(error: BaseException) -> str:
    trace: Any = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"

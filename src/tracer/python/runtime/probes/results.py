"""What a function gives back: the call that led to it yields the same artifact."""

from __future__ import annotations

import sys
from typing import Any

from ...source import cells as at
from ..frames import Frame, Ref
from .shared import Shared

_getframe = sys._getframe


MOST = 1000


def make_results(shared: Shared) -> Any:
    recorder = shared.recorder
    ops = shared.ops
    threads = shared.threads
    frames = shared.frames
    artifacts = shared.artifacts
    trouble = shared.trouble

    def collect(frame: Frame, ref: Ref) -> None:
        """The call that ran it may make something of what it gives back: `rows.apply(f)`, `sorted(rows, key=f)`."""
        stack = threads.stack()
        for index in range(len(stack) - 1, 0, -1):
            if stack[index].frame is frame and stack[index].k < 0:
                around = stack[index - 1]
                if around.k >= 0 and around.step == frame.parent:
                    if around.given_back is None:
                        around.given_back = []
                    if len(around.given_back) < MOST:
                        around.given_back.append(ref)
                return

    def give_back(frame: Frame, source: int, value: Any) -> None:
        """The value that a function returns: the call that led to it yields the same artifact."""
        frame.returned = True
        ref = frame.slots.get(source) if source else None
        if ref is None or (ref[1] is not None and ref[1].held() is not value):
            ref = artifacts.known(value) or artifacts.made(value, frame.step)[0]
        elif ref[1] is not None:
            ref = (ref[1].aid, ref[1], None)
        frame.output = ref
        if ref is not None:
            recorder.returns[frame.parent] = ref
            collect(frame, ref)

    def returned(k: int, value: Any) -> Any:
        try:
            frame = frames.get(hash(_getframe(1)))
            if frame is not None:
                give_back(frame, ops[k][2], value)
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    def lambda_ended(k: int, value: Any) -> Any:
        try:
            key = hash(_getframe(1))
            frame = frames.get(key)
            if frame is not None:
                give_back(frame, ops[k][2], value)
                stack = threads.stack()
                for index in range(len(stack) - 1, -1, -1):
                    if stack[index].frame is frame and stack[index].k < 0:
                        recorder.unwind(stack, index, None)
                        break
                frames.pop(key, None)
        except RecursionError:
            return value
        except BaseException as error:
            if trouble.is_ours(error):
                return value
            raise
        return value

    return {at.RETURN: returned, at.LAMBDA_END: lambda_ended}

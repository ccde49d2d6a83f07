"""How much of what repeats is recorded, by where it stands: all executions of one loop, and all calls of one function,
share what is recorded of it, and inside of what repeats it is less, since it would multiply.

Counted in turns, so that the same program gives the same record. The clock decides in one case alone, and by a wide
margin: calls that come seldom are recorded up to the limit wherever they stand.
"""

from __future__ import annotations

from .frames import Frame

# What stands inside of one thing that repeats gets a fifth of the limit, inside of two an eighth.
PARTS = (1, 5, 8)
# Executions of one loop together record this many times the limit, turn by turn.
SHARE = 2
# Recorded one after another, whatever it costs.
FEWEST = 4
UNLIMITED = 1 << 60
# Calls that come no more often than this (a model is asked, a fold is trained) cost next to nothing to record.
SELDOM_NS = 100_000_000


def part(limit: int, depth: int, fewest: int = FEWEST) -> int:
    """Of a limit, for what stands inside `depth` things that repeat."""
    if depth == 0 or limit >= UNLIMITED:
        return limit
    return max(min(limit, fewest), -(-limit // PARTS[min(depth, len(PARTS) - 1)]))


def part_of_calls(limit: int, depth: int, recorded: int, elapsed: int) -> int:
    """Of a limit, for a function that was recorded so often before, in so many nanoseconds."""
    if recorded >= FEWEST - 1 and elapsed >= recorded * SELDOM_NS:
        return limit
    return part(limit, depth)


def share(limit: int, used: int, executions: int, least: int) -> int:
    """How many turns of one execution are recorded one after another, when the loop has recorded `used` in its
    executions before. With nothing left, the first ones of an execution now and then, as their number doubles."""
    if used <= limit:
        return limit
    left = SHARE * limit - used
    if left > 0:
        return max(least, left)
    return 0 if executions & (executions - 1) else least


def depth_of(frame: Frame) -> int:
    """How many things that repeat lead here."""
    return frame.depth + len(frame.loops)

"""Which steps ran code that was not recorded: one of them made what is noticed only later.

Each time such code has run, the steps that were open are kept as a chain, outermost first. What changed since a
moment is put down to the innermost step that contains all unrecorded code since then: exact where there was one, and
never more exact than what is known.
"""

from __future__ import annotations

from .frames import Frame, Loop, Open

Chain = tuple[int, ...]
KEPT = 200


class Hidden:
    def __init__(self) -> None:
        # Counts up when code ran unrecorded: what was recorded of an object before may not hold any more.
        self.era = 0
        self.chains: list[Chain] = []
        # Of the chains that are not kept singly, what they have in common.
        self.older: Chain | None = None

    def add(self, chain: Chain) -> None:
        self.era += 1
        self.chains.append(chain)
        if len(self.chains) > 2 * KEPT:
            folded = self.chains[:KEPT] if self.older is None else [self.older, *self.chains[:KEPT]]
            self.older = common(folded)
            del self.chains[:KEPT]

    def since(self, era: int) -> int:
        """The step that contains what ran unrecorded after `era`."""
        first = self.era - len(self.chains)
        chains = self.chains[max(0, era - first) :]
        if era < first and self.older is not None:
            chains = [self.older, *chains]
        found = common(chains)
        return found[-1] if found else 0

    def within(self, step: int) -> int:
        """The last step inside `step` that ran unrecorded code, else the last of all."""
        for chain in reversed(self.chains):
            if step in chain:
                return chain[-1]
        return self.chains[-1][-1] if self.chains else 0


def common(chains: list[Chain]) -> Chain:
    """The beginning that all have."""
    if not chains:
        return ()
    low, high = min(chains), max(chains)
    size = 0
    while size < len(low) and size < len(high) and low[size] == high[size]:
        size += 1
    return low[:size]


def chain_of(stack: list[Open]) -> Chain:
    """The steps that are open on a thread, outermost first."""
    chain: list[int] = []
    for opened in stack:
        chain.append(opened.step)
        if opened.k < 0:
            chain.extend(loop.step for loop in opened.frame.loops)
    return tuple(chain)


def chain_to(stack: list[Open], frame: Frame, loop: Loop) -> Chain:
    """The same up to a loop of `frame`, which may be left already."""
    for index in range(len(stack) - 1, -1, -1):
        if stack[index].frame is frame and stack[index].k < 0:
            outer = [item.step for item in frame.loops if item is not loop]
            return (*chain_of(stack[:index]), frame.step, *outer, loop.step)
    return (frame.step, loop.step)

"""The probes that instrumented code calls. A probe gives back the value it was given and never raises.

Each is made for one module and closes over its tables. The frame that called is found by identity (`frames`).
"""

from __future__ import annotations

from typing import Any

from ..module import Module
from ..recorder import Recorder
from .binding import make_binding, make_store_name
from .bodies import make_bodies, open_module
from .branching import make_branching
from .calls import make_calls
from .comprehending import make_comprehending
from .iterating import make_iterating
from .operands import make_lookup, make_operands
from .pausing import make_pausing
from .results import make_results
from .shared import Shared
from .steps import make_close, make_finish, make_steps
from .storing import make_storing
from .witnessing import make_witnessing

__all__ = ["install", "open_module"]


def install(recorder: Recorder, module: Module) -> None:
    cells = module.cells
    for index, probe in make_probes(Shared(recorder, module)).items():
        cells[index] = probe


def make_probes(shared: Shared) -> dict[int, Any]:
    lookup = make_lookup(shared)
    close = make_close(shared)
    finish = make_finish(shared, close)
    store_name = make_store_name(shared)
    return {
        **make_operands(shared, lookup),
        **make_steps(shared, lookup, finish),
        **make_binding(shared, store_name),
        **make_storing(shared, close, finish, store_name),
        **make_calls(shared),
        **make_results(shared),
        **make_iterating(shared, store_name),
        **make_witnessing(shared, store_name),
        **make_comprehending(shared),
        **make_branching(shared, store_name),
        **make_pausing(shared),
        **make_bodies(shared, close),
    }

"""statsmodels: models by their data, results by their coefficients and the figures that were computed already.

Most figures of a result are worked out when they are first asked for; only those that the program asked for are told.
"""

from __future__ import annotations

import sys
from typing import Any

from .budget import Budget
from .cell import cell_text, short_text
from .description import Description
from .named_facts import describe_by, entries_preview, facts_of
from .names import class_library, class_name, instance_vars, module_vars
from .numpy_arrays import cells_of
from .sklearn_models import state_text

MOST_TERMS = 40
_PLAIN = ("df_model", "df_resid", "nobs", "cov_type", "scale", "converged", "method", "k_constant")


def find_describer(cls: type, base: dict[str, Any]) -> Any:
    if cls is base.get("Model"):
        return describe_model
    if cls is base.get("Results"):
        return describe_results
    return describe_wrapped if class_name(cls) == "ResultsWrapper" else None


def describe_wrapped(value: Any, budget: Budget) -> Description:
    made = describe_results((instance_vars(value) or {}).get("_results"), budget)
    made.type, made.lib = class_name(type(value)), class_library(type(value))
    return made


def _names_of(model: Any) -> list[str]:
    """Of the terms, where the program gave a frame; an array's columns have no names."""
    data = instance_vars((instance_vars(model) or {}).get("data")) or {}
    cached = (data.get("_cache") or {}).get("xnames") if type(data.get("_cache")) is dict else None
    if type(cached) is list:
        return [str(name) for name in cached]
    from .pandas_frames import manager_of

    given = data.get("orig_exog")
    manager = manager_of(given) if class_library(type(given)) == "pandas" else None
    return [str(name) for name in manager.axes[0].tolist()] if manager is not None and len(manager.axes) == 2 else []


def describe_results(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    model = own.get("model")
    state: dict[str, str] = {"model": class_name(type(model))}
    coefficients = own.get("params", own.get("_params"))
    np = module_vars("numpy") or {}
    terms: dict[str, str] = {}
    if coefficients is not None and type(coefficients) is np.get("ndarray") and coefficients.ndim == 1:
        names = _names_of(model)
        cells = cells_of(sys.modules["numpy"], coefficients[:MOST_TERMS])
        for at, cell in enumerate(cells):
            terms[names[at] if len(names) == coefficients.shape[0] else f"params[{at}]"] = cell_text(cell)
    state.update((name, text[1]) for name, text in facts_of(own, _PLAIN).items())
    state.update((name, text[1]) for name, text in facts_of(instance_vars(model), ("nobs",)).items())
    for name, item in (own.get("_cache") or {}).items() if type(own.get("_cache")) is dict else ():
        if type(name) is str and name[:1] != "_" and len(state) < 2 * MOST_TERMS:
            state[name] = state_text(item)
    summary: dict[str, Any] = {"fitted": True, "state": state}
    if terms:
        summary["parameters"] = terms
    made = Description("model", class_name(type(value)), class_library(type(value)), summary)
    made.preview = entries_preview({**terms, **state}, budget)
    return made


def describe_model(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    parameters = {"terms": ", ".join(_names_of(value)[:MOST_TERMS])} if _names_of(value) else {}
    for name in ("endog", "exog"):
        if own.get(name) is not None:
            parameters[name] = short_text(own[name])
    if type(own.get("formula")) is str:
        parameters["formula"] = own["formula"]
    return describe_by("model", value, {"fitted": False, "parameters": parameters})

"""XGBoost: boosters, matrices and the estimators in scikit-learn's style.

A booster that was not trained yet is not asked for anything that would configure it (its rounds and its number of
features).
"""

from __future__ import annotations

from typing import Any

from .budget import Budget
from .description import Description
from .named_facts import describe_by, entries_preview, fact, facts_of, said
from .names import class_library, class_name, class_vars, instance_vars, module_vars
from .sklearn_models import describe_estimator

MOST_NAMES = 50


def find_describer(cls: type, xgboost: dict[str, Any]) -> Any:
    if cls is xgboost.get("Booster"):
        return describe_booster
    if cls is xgboost.get("DMatrix"):
        return describe_matrix
    return describe_model if cls is xgboost.get("XGBModel") else None


def describe_model(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    base = (module_vars("xgboost") or {})["XGBModel"]
    names = [name for name in own if name[:1] != "_" and name[-1:] != "_" and own[name] is not None]
    state = {name: text[1] for name, text in facts_of(own, ("n_classes_",)).items()}
    state.update(booster_state(own.get("_Booster")))
    made = describe_estimator(value, names, "_Booster" in own, state)
    made.lib = class_library(type(value)) or class_library(base)
    made.preview = entries_preview({**made.summary["parameters"], **state}, budget)
    return made


def booster_state(booster: Any) -> dict[str, str]:
    """What a trained booster has written down about itself."""
    cls = (module_vars("xgboost") or {}).get("Booster")
    if booster is None or type(booster) is not cls:
        return {}
    own = class_vars(cls)
    state: dict[str, str] = {}
    names = own["feature_names"].__get__(booster)
    if names:
        state["features"] = f"{len(names):,}: {', '.join(names[:MOST_NAMES])}"
    for name, text in sorted(own["attributes"](booster).items()):
        state[name] = str(text)[:200]
    return {name: said("", text)[1] for name, text in state.items()}


def describe_booster(value: Any, budget: Budget) -> Description:
    cls = (module_vars("xgboost") or {})["Booster"]
    state = booster_state(value) if type(value) is cls else {}
    made = Description("model", class_name(type(value)), class_library(type(value)), {"state": state})
    made.preview = entries_preview(state, budget)
    return made


def describe_matrix(value: Any, budget: Budget) -> Description:
    """Sizes and names are kept by the matrix; its numbers are in the library's own layout and are not read."""
    cls = (module_vars("xgboost") or {})["DMatrix"]
    own = class_vars(cls)
    summary: dict[str, Any] = {"shape": [int(own["num_row"](value)), int(own["num_col"](value))]}
    fields = facts_of(instance_vars(value), ("missing", "nthread"))
    names = own["feature_names"].__get__(value)
    if names:
        fields["feature_names"] = fact(list(names[:MOST_NAMES]))
    made = describe_by("array", value, summary, fields)
    made.detail, made.why = "summary", "the library's own layout"
    return made

"""LightGBM: boosters and data sets; its estimators keep their parameters as scikit-learn's do.

A data set is not constructed by being looked at: before that it is told by what it was made of.
"""

from __future__ import annotations

from typing import Any

from .budget import Budget
from .description import Description
from .named_facts import describe_by, entries_preview, fact, facts_of
from .names import class_library, class_name, class_vars, instance_vars, module_vars
from .sklearn_models import describe_estimator, parameter_names

MOST_NAMES = 50


def find_describer(cls: type, lightgbm: dict[str, Any]) -> Any:
    if cls is lightgbm.get("Booster"):
        return describe_booster
    if cls is lightgbm.get("Dataset"):
        return describe_dataset
    return describe_model if cls is lightgbm.get("LGBMModel") else None


def describe_model(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    names = [*parameter_names(type(value)), *(own.get("_other_params") or ())]
    state = booster_state(own.get("_Booster"))
    found = facts_of(own, ("_n_features", "_n_classes", "_best_iteration", "_best_score"))
    state.update((name, text[1]) for name, text in found.items() if text[1] not in ("-1", "{}"))
    made = describe_estimator(value, names, own.get("fitted_") is True, state)
    made.preview = entries_preview({**made.summary["parameters"], **state}, budget)
    return made


def booster_state(booster: Any) -> dict[str, str]:
    """Counts that the native model keeps; None of them predicts or builds anything."""
    cls = (module_vars("lightgbm") or {}).get("Booster")
    held = instance_vars(booster) or {}
    if type(booster) is not cls or held.get("_handle") is None:
        return {}
    own = class_vars(cls)
    names = own["feature_name"](booster)
    return {
        "trees": f"{own['num_trees'](booster):,}",
        "features": f"{len(names):,}: {', '.join(names[:MOST_NAMES])}",
    }


def describe_booster(value: Any, budget: Budget) -> Description:
    held = instance_vars(value) or {}
    state = booster_state(value)
    best = held.get("best_iteration")
    if type(best) is int and best > 0:
        state["best_iteration"] = str(best)
    given = held.get("params")
    parameters = {name: fact(item)[1] for name, item in given.items()} if type(given) is dict else {}
    made = Description("model", class_name(type(value)), class_library(type(value)), {"state": state})
    if parameters:
        made.summary["parameters"] = parameters
    made.preview = entries_preview({**parameters, **state}, budget)
    return made


def describe_dataset(value: Any, budget: Budget) -> Description:
    held = instance_vars(value) or {}
    cls = (module_vars("lightgbm") or {})["Dataset"]
    fields = facts_of(held, ("data", "label", "weight", "group", "categorical_feature", "params"))
    if held.get("_handle") is None:
        return describe_by("lazy", value, {"progress": "pending"}, fields)
    own = class_vars(cls)
    shape = [int(own["num_data"](value)), int(own["num_feature"](value))]
    made = describe_by("array", value, {"shape": shape}, fields)
    made.detail, made.why = "summary", "the library's own layout"
    return made

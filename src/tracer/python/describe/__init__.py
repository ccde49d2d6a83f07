"""Describes a value of the traced program for the record: kind, summary, preview, fingerprint.

Rule above all: nothing of the program's is run. A value is judged by its class's identity, read through the methods
of the class that its library defines, and an instance's attributes through its namespace. What fails gives less.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from . import holding
from .budget import Budget
from .changes import fingerprint
from .data import is_data, is_plain_scalar
from .description import Description, without_values
from .mask import is_secret_name, mask_names_like, mask_source, mask_text, remember_environment, remember_secret
from .names import class_library, class_name, instance_vars
from .plain_scalars import scalar_json
from .resolve import describer_of

__all__ = [
    "Description",
    "describe",
    "fingerprint",
    "holding",
    "instance_vars",
    "is_data",
    "is_plain_scalar",
    "is_secret_name",
    "mask_names_like",
    "mask_source",
    "mask_text",
    "remember_environment",
    "remember_secret",
    "scalar_json",
]


def describe(
    value: object,
    limits: Mapping[str, Any],
    known: Callable[[object], dict[str, Any] | None] | None = None,
) -> Description:
    """Never raises, except what is not the description's own doing (KeyboardInterrupt and the like)."""
    cls = type(value)
    try:
        describer = describer_of(cls)
        made = describer(value, Budget(limits))
        return made if limits.get("values", True) else without_values(made)
    except Exception as error:
        why = f"failed: {class_name(type(error))}"
        return Description("other", class_name(cls), class_library(cls), detail="type", why=why)

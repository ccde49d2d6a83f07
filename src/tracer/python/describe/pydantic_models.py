"""pydantic models: fields from the instance's namespace. No validator, serializer, computed field or property runs."""

from __future__ import annotations

from typing import Any

from .budget import Budget
from .description import Description
from .messages import describe_completion
from .names import instance_vars
from .records import describe_instance


def find_describer(cls: type, pydantic: dict[str, Any]) -> Any:
    return describe_model if cls is pydantic.get("BaseModel") else None


def describe_model(value: Any, budget: Budget) -> Description:
    fields = instance_vars(value) or {}
    return describe_completion(value, fields, budget) or describe_instance(value, budget)

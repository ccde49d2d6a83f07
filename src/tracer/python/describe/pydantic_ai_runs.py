"""pydantic-ai: agents by their settings, messages by their parts, results by their output and what it cost."""

from __future__ import annotations

from typing import Any

from .budget import Budget
from .cell import short_text
from .description import Description
from .messages import describe_answer, describe_conversation, message_readers
from .named_facts import describe_by, fact, facts_of, said
from .names import class_name, instance_vars, module_vars, stored
from .records import describe_instance

_ROLES = {
    "SystemPromptPart": "system",
    "UserPromptPart": "user",
    "ToolReturnPart": "tool",
    "RetryPromptPart": "tool",
}


def find_describer(cls: type, _: dict[str, Any]) -> Any:
    return {
        "ModelRequest": describe_request,
        "ModelResponse": describe_response,
        "AgentRunResult": describe_result,
        "Agent": describe_agent,
    }.get(class_name(cls))


def prepare(_: dict[str, Any]) -> None:
    messages = module_vars("pydantic_ai.messages") or {}
    for name in ("ModelRequest", "ModelResponse"):
        if messages.get(name) is not None:
            message_readers.append((messages[name], read_message))


def _parts(value: Any) -> list[Any]:
    held = stored(value, "parts")
    return list(held[:200]) if type(held) is list or type(held) is tuple else []


def _part_text(part: Any) -> str:
    content = stored(part, "content")
    name = stored(part, "tool_name")
    if type(content) is str:
        return content if name is None else f"{name}: {content}"
    if content is None and type(name) is str:
        return f"{name}({short_text(stored(part, 'args'))})"
    return short_text(content)


def read_message(value: Any) -> dict[str, Any]:
    parts = _parts(value)
    role = "assistant" if class_name(type(value)) == "ModelResponse" else "user"
    if role == "user" and parts:
        role = _ROLES.get(class_name(type(parts[-1])), "user")
    return {"role": role, "content": "\n".join(_part_text(part) for part in parts)}


def describe_request(value: Any, budget: Budget) -> Description:
    messages = [
        {"role": _ROLES.get(class_name(type(part)), "user"), "content": _part_text(part)} for part in _parts(value)
    ]
    return describe_conversation(value, messages, budget)


def describe_response(value: Any, budget: Budget) -> Description:
    answer = {"role": "assistant", "text": read_message(value)["content"], "model": stored(value, "model_name")}
    answer["finish"] = stored(value, "finish_reason")
    return describe_answer(value, answer, stored(value, "usage"), budget)


def describe_result(value: Any, budget: Budget) -> Description:
    """The run's output, as a response: what the model was asked is in the messages of the run."""
    own = instance_vars(value) or {}
    if "output" not in own:
        return describe_instance(value, budget)
    state = own.get("_state")
    history = stored(state, "message_history")
    output = own["output"]
    text = output if type(output) is str else short_text(output)
    answer: dict[str, Any] = {"role": "assistant", "text": text}
    replies = [item for item in history if class_name(type(item)) == "ModelResponse"] if type(history) is list else []
    if replies:
        answer["model"] = stored(replies[-1], "model_name")
    made = describe_answer(value, answer, stored(state, "usage"), budget)
    made.summary["fields"] = {"output": fact(output)}
    if type(history) is list:
        made.summary["fields"]["messages"] = said("list", f"{len(history)}")
    return made


def describe_agent(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    fields = facts_of(own, ("_name", "_output_type", "_deps_type", "end_strategy", "model_settings", "_instructions"))
    model = own.get("_model")
    if model is not None:
        name = model if type(model) is str else stored(model, "_model_name")
        fields["model"] = said(class_name(type(model)), name if type(name) is str else class_name(type(model)))
    tools = stored(own.get("_function_toolset"), "tools")
    if type(tools) is dict and tools:
        fields["tools"] = said("dict", ", ".join(name for name in tools if type(name) is str))
    return describe_by("model", value, {}, fields)

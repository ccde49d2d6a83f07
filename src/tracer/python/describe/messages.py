"""Messages and completions of language models, known by their shape: role and content, choices, usage."""

from __future__ import annotations

from itertools import islice
from typing import Any, Callable

from .budget import Budget
from .checksum import text_fingerprint
from .description import Description
from .mask import mask_text
from .names import class_library, class_name, derives, instance_vars

ROLES = frozenset(("system", "user", "assistant", "tool", "developer", "function", "model"))
_EXTRA = frozenset(("content", "tool_calls", "parts"))

# Message classes of libraries that the program has loaded, each with what reads one as {"role", "content"}: they are
# added
# by the file of the library.
message_readers: list[tuple[type, Callable[[Any], dict[str, Any]]]] = []


def as_message(item: object) -> dict[str, Any] | None:
    """A message as a dict, or None where the item is none."""
    if type(item) is dict:
        return item if is_message(item) else None
    for base, read in message_readers:
        if derives(type(item), base):
            return read(item)
    return None


def is_message(item: object) -> bool:
    if type(item) is not dict:
        return False
    role = item.get("role")
    return type(role) is str and role in ROLES and any(name in item for name in _EXTRA)


def is_conversation(value: Any, base: Any) -> bool:
    total = base.__len__(value)
    return (
        0 < total <= 10_000
        and as_message(base.__getitem__(value, 0)) is not None
        and all(as_message(item) is not None for item in base.__iter__(value))
    )


def describe_messages(value: Any, base: Any, budget: Budget) -> Description:
    return describe_conversation(value, [as_message(item) or {} for item in base.__iter__(value)], budget)


def describe_conversation(value: object, messages: list[dict[str, Any]], budget: Budget) -> Description:
    total = len(messages)
    shown = [message_preview(item, budget) for item in messages[: budget.items]]
    cls = type(value)
    roles = list(dict.fromkeys(part["role"] for part in shown))
    made = Description("message", class_name(cls), class_library(cls), {"shape": [total], "role": ", ".join(roles)})
    made.preview = {"form": "messages", "messages": shown, "total": total}
    made.fp = text_fingerprint(repr(shown))
    return made


def message_preview(item: dict[str, Any], budget: Budget) -> dict[str, Any]:
    text = content_text(item.get("content", item.get("parts")))
    calls = item.get("tool_calls")
    if not text and calls:
        text = calls_text(calls)
    return {"role": item["role"], "text": mask_text(text[: budget.text + 100])[: budget.text], "total": len(text)}


def content_text(content: object) -> str:
    """Text of a message's content: plain, or the text parts of a list; other parts by their type."""
    if type(content) is str:
        return content
    if type(content) is not list and type(content) is not tuple:
        return ""
    parts: list[str] = []
    for part in islice(content, 200):
        fields = fields_of(part)
        text = fields.get("text")
        if type(part) is str:
            parts.append(part)
        elif type(text) is str:
            parts.append(text)
        elif type(fields.get("type")) is str:
            name = fields.get("name")
            parts.append(f"[{fields['type']}{' ' + name if type(name) is str else ''}]")
    return "\n".join(parts)


def calls_text(calls: object) -> str:
    parts: list[str] = []
    for call in islice(calls, 50) if type(calls) is list or type(calls) is tuple else ():
        function = fields_of(fields_of(call).get("function"))
        name, given = function.get("name"), function.get("arguments")
        if type(name) is str:
            parts.append(f"{name}({given if type(given) is str else ''})")
    return "\n".join(parts)


def fields_of(value: object) -> dict[str, Any]:
    """Fields of a plain dict, or of an SDK's model object, which keeps them in its own namespace."""
    if type(value) is dict:
        return value
    return instance_vars(value) or {}


def describe_mapping_message(value: dict[Any, Any], budget: Budget) -> Description | None:
    completion = describe_completion(value, value, budget)
    if completion is not None:
        return completion
    if is_message(value):
        shown = message_preview(value, budget)
        made = Description("message", "dict", "builtins", {"role": value["role"], "shape": [1]})
        made.preview = {"form": "messages", "messages": [shown], "total": 1}
        made.fp = text_fingerprint(repr(shown))
        return made
    return None


def describe_completion(value: object, fields: dict[Any, Any], budget: Budget) -> Description | None:
    """OpenAI's chat completions and responses, and Anthropic's messages."""
    message = _openai_message(fields) or _anthropic_message(fields) or _responses_message(fields)
    return None if message is None else describe_answer(value, message, fields.get("usage"), budget)


def describe_answer(value: object, message: dict[str, Any], usage: object, budget: Budget) -> Description:
    """`message`: role and text of the answer, and where known its model and why it ended."""
    cls = type(value)
    summary: dict[str, Any] = {"role": message["role"]}
    for field in ("model", "finish"):
        if type(message.get(field)) is str:
            summary[field] = message[field]
    tokens = _tokens(fields_of(usage))
    if tokens:
        summary["tokens"] = tokens
    text = message["text"]
    shown = {"role": message["role"], "text": mask_text(text[: budget.text + 100])[: budget.text], "total": len(text)}
    made = Description("response", class_name(cls), class_library(cls), summary)
    made.preview = {"form": "messages", "messages": [shown], "total": 1}
    made.fp = text_fingerprint(text)
    return made


def _openai_message(fields: dict[Any, Any]) -> dict[str, Any] | None:
    choices = fields.get("choices")
    if type(choices) is not list or not choices:
        return None
    choice = fields_of(choices[0])
    message = fields_of(choice.get("message"))
    role = message.get("role")
    if type(role) is not str:
        return None
    text = content_text(message.get("content")) or calls_text(message.get("tool_calls"))
    return {"role": role, "text": text, "model": fields.get("model"), "finish": choice.get("finish_reason")}


def _anthropic_message(fields: dict[Any, Any]) -> dict[str, Any] | None:
    if "stop_reason" not in fields or type(fields.get("role")) is not str or type(fields.get("content")) is not list:
        return None
    return {
        "role": fields["role"],
        "text": content_text(fields["content"]),
        "model": fields.get("model"),
        "finish": fields["stop_reason"],
    }


def _responses_message(fields: dict[Any, Any]) -> dict[str, Any] | None:
    output = fields.get("output")
    if type(output) is not list or "model" not in fields or "usage" not in fields:
        return None
    texts = [content_text(fields_of(item).get("content")) for item in islice(output, 50)]
    return {
        "role": "assistant",
        "text": "\n".join(filter(None, texts)),
        "model": fields["model"],
        "finish": fields.get("status"),
    }


def _tokens(usage: dict[Any, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, keys in (
        ("input", ("prompt_tokens", "input_tokens")),
        ("output", ("completion_tokens", "output_tokens")),
        ("total", ("total_tokens",)),
    ):
        for key in keys:
            if type(usage.get(key)) is int:
                found[name] = usage[key]
    if "total" not in found and "input" in found and "output" in found:
        found["total"] = found["input"] + found["output"]
    return found

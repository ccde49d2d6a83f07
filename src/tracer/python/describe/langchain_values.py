"""LangChain: messages, prompts, documents, and the parts of chains. Nothing is invoked, formatted or streamed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .budget import Budget
from .checksum import text_fingerprint
from .description import Description
from .identity import identity
from .mask import mask_text
from .messages import content_text, describe_answer, describe_conversation, message_readers
from .named_facts import describe_by, entries_preview, fact, facts_of
from .names import class_library, class_name, derives, instance_vars, module_vars
from .records import describe_instance
from .rows import row_shapes

ROLES = {"human": "user", "ai": "assistant", "AIMessageChunk": "assistant", "HumanMessageChunk": "user"}
MOST_PARTS = 50


def find_describer(cls: type, _: dict[str, Any]) -> Any:
    return {
        "BaseMessage": describe_message,
        "PromptValue": describe_prompt_value,
        "BasePromptTemplate": describe_template,
        "Document": describe_document,
        "RunnableSequence": describe_sequence,
        "RunnableParallel": describe_branches,
        "BaseLanguageModel": describe_model,
        "ChatResult": describe_result,
        "LLMResult": describe_result,
        "RunnableSerializable": describe_runnable,
        "Runnable": describe_runnable,
    }.get(class_name(cls))


def prepare(_: dict[str, Any]) -> None:
    messages = module_vars("langchain_core.messages.base") or {}
    base = messages.get("BaseMessage")
    if base is not None:
        message_readers.append((base, read_message))
    document = (module_vars("langchain_core.documents.base") or {}).get("Document")
    if document is not None:
        row_shapes[identity(document)] = (document, document_names, document_values)


def document_names(value: Any) -> tuple[str, ...] | None:
    """A list of documents is a table: their text, and what is known of each."""
    held = (instance_vars(value) or {}).get("metadata")
    names = list(held)[:MOST_PARTS] if type(held) is dict else []
    return ("page_content", *(name for name in names if type(name) is str))


def document_values(value: Any) -> Iterator[Any]:
    own = instance_vars(value) or {}
    held = own.get("metadata")
    yield own.get("page_content")
    for name in (document_names(value) or ())[1:]:
        yield held[name] if type(held) is dict else None


def read_message(value: Any) -> dict[str, Any]:
    own = instance_vars(value) or {}
    kind = own.get("type")
    role = own.get("role") if kind == "chat" else ROLES.get(kind, kind) if type(kind) is str else "message"
    text = content_text(own.get("content")) or called(own.get("tool_calls"))
    return {"role": role if type(role) is str else "message", "content": text}


def called(calls: object) -> str:
    if type(calls) is not list:
        return ""
    parts = [call for call in calls[:50] if type(call) is dict]
    return "\n".join(f"{call.get('name')}({fact(call.get('args'))[1]})" for call in parts)


def describe_message(value: Any, budget: Budget) -> Description:
    """An answer of a model says what it cost; every other message only what it says."""
    own = instance_vars(value) or {}
    message = read_message(value)
    if message["role"] != "assistant":
        return describe_conversation(value, [message], budget)
    about = own.get("response_metadata")
    about = about if type(about) is dict else {}
    answer = {"role": "assistant", "text": message["content"]}
    answer["model"] = about.get("model_name", about.get("model"))
    answer["finish"] = about.get("finish_reason", about.get("stop_reason"))
    return describe_answer(value, answer, own.get("usage_metadata"), budget)


def describe_prompt_value(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    if type(own.get("text")) is str:
        return describe_conversation(value, [{"role": "user", "content": own["text"]}], budget)
    given = own.get("messages")
    messages = [read_message(item) for item in given[:10_000]] if type(given) is list or type(given) is tuple else []
    return describe_conversation(value, messages, budget)


def describe_template(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    parts = own.get("messages")
    shown = parts if type(parts) is list else [value]
    texts = [_template_of(part) for part in shown[:MOST_PARTS]]
    text = "\n".join(texts)
    fields = facts_of(own, ("input_variables", "partial_variables", "template_format"))
    made = describe_by("text", value, {"shape": [len(text)]}, fields)
    made.preview = {"form": "text", "text": mask_text(text[: budget.text + 100])[: budget.text], "total": len(text)}
    made.fp = text_fingerprint(text)
    return made


def _template_of(part: Any) -> str:
    own = instance_vars(part) or {}
    inner = instance_vars(own.get("prompt")) or own
    role = class_name(type(part)).replace("MessagePromptTemplate", "").lower()
    template = inner.get("template")
    if type(template) is not str:
        template = content_text(own.get("content")) or f"[{class_name(type(part))}]"
        role = own["type"] if type(own.get("type")) is str else ""
    return f"{role}: {template}" if (role and "prompt" in own) or role == own.get("type") else template


def describe_document(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    text = own.get("page_content")
    text = text if type(text) is str else ""
    made = describe_by("text", value, {"shape": [len(text)]}, facts_of(own, ("id", "metadata")))
    made.preview = {"form": "text", "text": mask_text(text[: budget.text + 100])[: budget.text], "total": len(text)}
    made.fp = text_fingerprint(f"{made.summary.get('fields')}{text}")
    return made


def _steps_of(own: dict[str, Any]) -> list[Any]:
    middle = own.get("middle")
    return [own.get("first"), *(middle if type(middle) is list else ()), own.get("last")]


def _part_name(part: Any) -> str:
    own = instance_vars(part) or {}
    for name in ("name", "model_name", "model"):
        if type(own.get(name)) is str:
            return str(own[name])
    function = own.get("func", own.get("afunc"))
    return fact(function)[1] if function is not None else class_name(type(part))


def describe_sequence(value: Any, budget: Budget) -> Description:
    steps = _steps_of(instance_vars(value) or {})
    parts = [[mask_text(_part_name(step)), class_name(type(step))] for step in steps[:MOST_PARTS]]
    made = describe_by("model", value, {"parts": parts})
    made.preview = {"form": "entries", "entries": parts[: budget.items], "total": len(steps)}
    return made


def describe_branches(value: Any, budget: Budget) -> Description:
    branches = (instance_vars(value) or {}).get("steps__")
    held = branches if type(branches) is dict else {}
    return describe_by(
        "model",
        value,
        {"parts": [[str(name), class_name(type(step))] for name, step in list(held.items())[:MOST_PARTS]]},
    )


def describe_runnable(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    bound = own.get("bound")
    fields = facts_of(own, ("name", "func", "afunc", "mapper", "kwargs"))
    summary = {"parts": [[_part_name(bound), class_name(type(bound))]]} if bound is not None else {}
    if not summary and not fields:
        return describe_instance(value, budget)
    return describe_by("model", value, summary, fields)


def describe_model(value: Any, budget: Budget) -> Description:
    """Settings of the model; keys are hidden by their names, and are objects that hide themselves besides."""
    own = instance_vars(value) or {}
    skipped = (
        "cache",
        "callbacks",
        "client",
        "async_client",
        "root_client",
        "root_async_client",
        "custom_get_token_ids",
    )
    names = [name for name in own if name[:1] != "_" and name not in skipped]
    parameters = {name: text[1] for name, text in facts_of(own, names).items()}
    made = Description("model", class_name(type(value)), class_library(type(value)), {"parameters": parameters})
    for name in ("model_name", "model"):
        if type(own.get(name)) is str:
            made.summary["model"] = own[name]
            break
    made.preview = entries_preview(parameters, budget)
    return made


def describe_result(value: Any, budget: Budget) -> Description:
    held = (instance_vars(value) or {}).get("generations")
    while type(held) is list and held and type(held[0]) is list:
        held = held[0]
    first = (instance_vars(held[0]) or {}).get("message") if type(held) is list and held else None
    base = (module_vars("langchain_core.messages.base") or {}).get("BaseMessage")
    if first is None or base is None or not derives(type(first), base):
        return describe_instance(value, budget)
    made = describe_message(first, budget)
    made.type = class_name(type(value))
    return made

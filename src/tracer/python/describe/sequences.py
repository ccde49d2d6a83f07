"""Lists, tuples, sets and their kin: a table of flat records, the messages of a conversation, or a collection."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import Any

from .budget import Budget
from .cell import Cell, cell_of
from .checksum import text_fingerprint
from .description import Description
from .messages import describe_messages, is_conversation
from .names import class_library, class_name, derives
from .record_tables import describe_rows, find_row_columns
from .records import describe_namedtuple
from .rows import namedtuple_fields


def describe_sequence(value: Any, budget: Budget) -> Description:
    cls = type(value)
    base = next(kind for kind in (list, tuple, set, frozenset, deque) if derives(cls, kind))
    if base is tuple and cls is not tuple and namedtuple_fields(cls):
        return describe_namedtuple(value, budget)
    total = base.__len__(value)
    if base is list or base is tuple:
        if is_conversation(value, base):
            return describe_messages(value, base, budget)
        names = find_row_columns(value, base)
        if names is not None:
            return describe_rows(value, base, names, budget)
    head = list(islice(base.__iter__(value), min(total, max(budget.items, 1))))
    cells = [cell_of(item) for item in head]
    summary: dict[str, Any] = {"shape": [total]}
    item_type = _item_type(value, base, head, total)
    if item_type:
        summary["itemType"] = item_type
    if any(item is value for item in head):
        summary["cyclic"] = True
    made = Description("collection", class_name(cls), class_library(cls), summary)
    made.preview = {"form": "items", "items": cells, "total": total}
    if base is not set and base is not frozenset:
        made.fp = content_print(total, cells)
    return made


def content_print(total: int, cells: list[Cell]) -> str | None:
    """Only where the cells tell all there is to tell: a foreign object's short text does not."""
    if any(type(cell) is list and cell[0] == "value" for cell in cells):
        return None
    return f"{'' if total == len(cells) else 's:'}{total}:{text_fingerprint(repr(cells))}"


def _item_type(value: Any, base: Any, head: list[Any], total: int) -> str | None:
    """Where all agree. A set is not asked for more than was shown, so nothing is claimed of larger ones."""
    if not head:
        return None
    first = type(head[0])
    rest = islice(base.__iter__(value), 0, 100_000) if total <= 100_000 else head
    if total > 100_000 or any(type(item) is not first for item in rest):
        return None
    return class_name(first)

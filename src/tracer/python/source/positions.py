"""Positions as the record wants them: `ast` counts columns in UTF-8 bytes, the record in UTF-16 units."""

from __future__ import annotations

from typing import Any, Callable

Range = tuple[int, int, int, int]


def make_ranges(text: str) -> Callable[[Any], Range]:
    if text.isascii():
        return lambda node: (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
    lines: list[bytes] = [line.encode("utf-8", "surrogatepass") for line in text.split("\n")]

    def column(line: int, offset: int) -> int:
        if line < 1 or line > len(lines):
            return offset
        before = lines[line - 1][:offset]
        if before.isascii():
            return len(before)
        return len(before.decode("utf-8", "replace").encode("utf-16-le", "surrogatepass")) // 2

    def range_of(node: Any) -> Range:
        return (
            node.lineno,
            column(node.lineno, node.col_offset),
            node.end_lineno,
            column(node.end_lineno, node.end_col_offset),
        )

    return range_of

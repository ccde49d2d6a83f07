"""Statistics of an Arrow column through Arrow's own vectorised functions, where the program has loaded them."""

from __future__ import annotations

import sys
import zlib
from functools import lru_cache
from typing import Any

from .budget import COUNTED_VALUES
from .cell import cell_of, text_cell
from .checksum import bytes_crc
from .names import module_vars
from .objects import TOP, object_facts

# Texts of short columns are quicker looked at as Python's own.
SHORT = 1_000
TEXTS = frozenset(("string", "large_string", "string_view"))
# Chunks that a sample is taken from: a column of very many is sampled from some of them.
MOST_CHUNKS = 200
SAMPLE_SLICE = 20_000
_FOUND: dict[str, dict[str, Any]] = {}
_MOST_FOUND = 2_000


def arrow_facts(values: Any, whole: bool) -> dict[str, Any]:
    """`values`: a ChunkedArray or Array of pyarrow. Null counts are exact and free in Arrow."""
    if len(values) <= SHORT and str(values.type) in TEXTS:
        return object_facts(values.to_pylist(), False)
    fingerprint = arrow_fingerprint(values)
    if fingerprint is not None:
        found = _FOUND.get(fingerprint)
        if found is not None:
            return dict(found)
    facts = _look_at(values, whole)
    if fingerprint is not None:
        facts["fingerprint"] = fingerprint
        if not fingerprint.startswith("s:") and whole:
            if len(_FOUND) >= _MOST_FOUND:
                _FOUND.pop(next(iter(_FOUND)), None)
            _FOUND[fingerprint] = facts
    return dict(facts)


def arrow_fingerprint(values: Any) -> str | None:
    """Of the values as they are, whatever chunks and buffers they lie in is not looked at."""
    crc = zlib.crc32(str(values.type).encode())
    chunks = values.chunks if hasattr(values, "chunks") else [values]
    if sum(chunk.nbytes for chunk in chunks) > 64_000_000:
        return None
    for chunk in chunks:
        crc = _chunk_crc(chunk, crc)
    return f"a{len(values)}:{crc:08x}"


def _chunk_crc(chunk: Any, crc: int) -> int:
    kind = str(chunk.type)
    if kind in ("string", "large_string", "binary", "large_binary"):
        return _text_crc(chunk, crc, 8 if kind.startswith("large") else 4)
    pa = module_vars("pyarrow") or {}
    batch = pa["RecordBatch"].from_arrays([chunk], [""])
    return zlib.crc32(batch.serialize(), crc)


def _text_crc(chunk: Any, crc: int, width: int) -> int:
    """Offsets from the first text on, so that equal texts agree whatever buffer they lie in."""
    size = len(chunk)
    if size == 0:
        return crc
    pc = module_vars("pyarrow.compute")
    np = module_vars("numpy")
    if pc is None or np is None:
        return zlib.crc32(repr(chunk.to_pylist()).encode("utf-8", "surrogatepass"), crc)
    _, offsets, data = chunk.buffers()
    places = np["frombuffer"](offsets, dtype=f"i{width}")[chunk.offset : chunk.offset + size + 1]
    begin = int(places[0])
    parts = [(places - begin if begin else places).view("u1")]
    if data is not None:
        parts.append(np["frombuffer"](data, dtype="u1")[begin : int(places[-1])])
    if chunk.null_count:
        parts.append(np["asarray"](chunk.is_valid().to_numpy(zero_copy_only=False)).view("u1"))
    numpy = sys.modules["numpy"]
    return zlib.crc32(repr([bytes_crc(numpy, part) for part in parts]).encode(), crc)


def _look_at(values: Any, whole: bool) -> dict[str, Any]:
    facts: dict[str, Any] = {"nulls": int(values.null_count)}
    pc = module_vars("pyarrow.compute")
    if pc is None or len(values) == values.null_count:
        return facts
    if not whole:
        values = values.slice(0, SAMPLE_SLICE)
        facts["partial"] = True
    kind = str(values.type)
    if kind in ("string", "large_string", "string_view", "bool"):
        _add_top(pc, facts, values, whole)
    elif kind.startswith(("int", "uint", "float", "double", "halffloat", "timestamp", "date", "decimal")):
        bounds = pc["min_max"](values)
        facts["min"], facts["max"] = cell_of(bounds["min"].as_py()), cell_of(bounds["max"].as_py())
        if kind.startswith(("int", "uint", "float", "double")):
            mean = pc["mean"](values).as_py()
            if mean is not None and mean == mean and abs(mean) != float("inf"):
                facts["mean"] = mean
    elif kind.startswith(("list", "large_list", "struct", "map")) and len(values) <= 1000:
        facts.update((key, item) for key, item in object_facts(values.to_pylist(), False).items() if key != "type")
    return facts


def _evenly_spaced(values: Any) -> Any:
    """Chunk by chunk: taking places of the whole would first copy all chunks into one."""
    pa = module_vars("pyarrow") or {}
    chunks = values.chunks if hasattr(values, "chunks") else [values]
    step = len(values) // COUNTED_VALUES
    parts = [chunk.take(_places(len(chunk), step)) for chunk in chunks[:: -(-len(chunks) // MOST_CHUNKS)]]
    return pa["chunked_array"](parts, type=values.type)


@lru_cache(maxsize=64)
def _places(size: int, step: int) -> Any:
    pa, np = module_vars("pyarrow") or {}, module_vars("numpy")
    return pa["array"](range(0, size, step) if np is None else np["arange"](0, size, step), type=pa["int64"]())


def _add_top(pc: dict[str, Any], facts: dict[str, Any], values: Any, whole: bool) -> None:
    part = values
    if len(values) > COUNTED_VALUES:
        part, whole = _evenly_spaced(values), False
        facts["sampled"] = len(part)
    counted = pc["value_counts"](part)
    counts, found = counted.field("counts"), counted.field("values")
    if whole:
        facts["distinct"] = len(found) - (1 if facts["nulls"] else 0)
    order = pc["sort_indices"](counts, sort_keys=[("", "descending")]).slice(0, TOP + 1).to_pylist()
    top: list[Any] = []
    for at in order:
        value = found[at].as_py()
        if value is not None:
            top.append([text_cell(value, 80) if type(value) is str else value, counts[at].as_py()])
    facts["top"] = top[:TOP]

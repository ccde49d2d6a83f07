"""Fingerprints of content: equal for equal content in any process. A prefix `s:` says that only a sample was looked at.

Buffers are folded at the speed of memory, so that a fingerprint can be taken anew each time instead of being kept
with an address: a buffer that was written in place can never pass for the one it was.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Sequence
from typing import Any

# Above this many bytes a fold is used instead of a CRC of everything; above `MOST` only a sample is looked at.
FOLD_FROM = 32_768
MOST = 64_000_000
LANES = 512
# Of a mapped file, so many pieces are read.
PIECES = 16
PIECE_BYTES = 4096
# Of a text so many characters are encoded at once.
TEXT_PIECE = 1_000_000


def array_fingerprint(np: Any, values: Any) -> str:
    """Of an ndarray (exactly that class) of any dtype but object."""
    head = f"{values.dtype.str}[{','.join(map(str, values.shape))}]"
    if values.nbytes > MOST:
        return f"s:{head}{_sample_crc(np, values):08x}"
    if not values.flags.forc:
        values = np.ascontiguousarray(values)
    elif values.ndim > 1:
        values = values.ravel("K")
    return f"{head}{bytes_crc(np, values.view('u1')):08x}" if values.nbytes else f"{head}0"


def bytes_crc(np: Any, raw: Any) -> int:
    """Of a contiguous ndarray of bytes."""
    size = raw.shape[0]
    if size <= FOLD_FROM:
        return zlib.crc32(raw)
    folded = size // (8 * LANES) * (8 * LANES)
    lanes = np.add.reduce(raw[:folded].view("u8").reshape(-1, LANES), axis=0)
    crc = zlib.crc32(lanes)
    crc = zlib.crc32(raw[folded:], crc)
    words = raw[:folded].view("u8")
    return zlib.crc32(np.ascontiguousarray(words[:: max(1, words.shape[0] // 509)]), crc)


def mapped_part(np: Any, values: Any) -> Any | None:
    """A few pieces of a large ndarray over a mapped file, else None: evenly spread items would fetch the whole file."""
    if values.nbytes <= MOST:
        return None
    mapping = getattr(sys.modules.get("mmap"), "mmap", None)
    owner = values.base
    while isinstance(owner, np.ndarray):
        owner = np.ndarray.base.__get__(owner)
    if mapping is None or type(owner) is not mapping:
        return None
    rows = values.shape[0]
    count = max(1, min(rows, PIECE_BYTES // max(1, values.nbytes // rows)))
    pieces = [values[at * (rows - count) // (PIECES - 1) :][:count] for at in range(PIECES)]
    return np.concatenate([piece.reshape(-1)[:PIECE_BYTES] for piece in pieces])


def _sample_crc(np: Any, values: Any, most: int = 4096) -> int:
    """Evenly spaced elements. A `K` ravel of a strided array would copy it, so that is sampled along its first axis."""
    part = mapped_part(np, values)
    if part is not None:
        return zlib.crc32(part.view("u1"))
    if values.flags.forc:
        flat = values.ravel("K")
        picked = flat[:: max(1, flat.shape[0] // most)]
    else:
        rows = max(1, most // max(1, values[:1].size))
        picked = values[:: max(1, values.shape[0] // rows)]
        if picked.size > 4 * most:
            picked = picked[:1].ravel()[:most]
    picked = np.ascontiguousarray(picked).reshape(-1)
    return zlib.crc32(picked.view("u1")) if picked.dtype.kind != "O" else 0


def buffer_fingerprint(raw: Any) -> str:
    """Of a bytes-like object, without NumPy."""
    size = len(raw)
    if size <= MOST:
        return f"{size}:{zlib.crc32(raw):08x}"
    view = memoryview(raw)
    crc = zlib.crc32(view[:1_000_000])
    crc = zlib.crc32(view[size // 2 : size // 2 + 1_000_000], crc)
    return f"s:{size}:{zlib.crc32(view[-1_000_000:], crc):08x}"


def text_fingerprint(text: str) -> str:
    """In pieces: a large text is not copied as a whole."""
    length = len(text)
    if length <= TEXT_PIECE:
        return buffer_fingerprint(text.encode("utf-8", "surrogatepass"))
    starts: Sequence[int] = range(0, length, TEXT_PIECE)
    sampled = length > MOST
    if sampled:
        starts = (0, length // 2, length - TEXT_PIECE)
    size, crc = 0, 0
    for start in starts:
        piece = text[start : start + TEXT_PIECE].encode("utf-8", "surrogatepass")
        size, crc = size + len(piece), zlib.crc32(piece, crc)
    return f"s:{length}:{crc:08x}" if sampled else f"{size}:{crc:08x}"


def scalars_fingerprint(values: Sequence[Any], kinds: set[int]) -> str:
    """Of Python scalars of exact builtin classes; `kinds` are the ids of their classes."""
    if len(kinds) == 1:
        kind = type(values[0])
        try:
            if kind is float:
                return f"f{len(values)}:{zlib.crc32(array('d', values)):08x}"
            if kind is int:
                return f"i{len(values)}:{zlib.crc32(array('q', values)):08x}"
        except OverflowError:
            pass
        if kind is str:
            return f"t{len(values)}:{zlib.crc32(chr(0).join(values).encode('utf-8', 'surrogatepass')):08x}"
    return f"m{len(values)}:{zlib.crc32(repr(values).encode('utf-8', 'surrogatepass')):08x}"

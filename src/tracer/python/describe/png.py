"""Writes a PNG from raw pixels with the standard library alone."""

from __future__ import annotations

import struct
import zlib


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def encode_png(pixels: bytes, width: int, height: int) -> bytes:
    """`pixels`: RGBA, eight bits each, rows from the top."""
    stride = width * 4
    rows = b"".join(b"\x00" + pixels[at : at + stride] for at in range(0, stride * height, stride))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 4)) + _chunk(b"IEND", b"")
    )

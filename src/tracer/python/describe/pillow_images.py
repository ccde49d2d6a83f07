"""Pillow: images by size and mode, with a small picture where the pixels are in memory. A file is not read by us."""

from __future__ import annotations

import hashlib
from typing import Any

from .budget import Budget
from .description import Description
from .named_facts import Fields, describe_by, fact, said
from .names import class_vars, instance_vars, module_vars
from .png import encode_png

# Longest side of the picture in the preview.
SIDE = 320
# Modes whose pixels the library's core turns into colours without the image's own palette.
_PLAIN_MODES = frozenset(("1", "L", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "HSV", "I", "F"))
_NEAREST = 0


def find_describer(cls: type, image: dict[str, Any]) -> Any:
    return describe_image if cls is image.get("Image") else None


def describe_image(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    size, mode = own.get("_size"), own.get("_mode", own.get("mode"))
    fields: Fields = {"size": fact(size), "mode": said("str", str(mode))}
    kept = class_vars(type(value)).get("format")
    if type(kept) is str:
        fields["format"] = said("str", kept)
    if type(own.get("filename")) is str and own["filename"]:
        fields["file"] = said("str", own["filename"])
    made = describe_by("figure", value, {}, fields)
    core = own.get("_im", own.get("im"))
    if core is None or own.get("tile"):
        made.detail, made.why = "summary", "not read yet"
        return made
    if mode not in _PLAIN_MODES or type(size) is not tuple or not all(size):
        made.detail, made.why = "summary", "no picture of this mode"
        return made
    _add_picture(made, core, size, mode)
    return made


def _add_picture(made: Description, core: Any, size: tuple[int, int], mode: str) -> None:
    """Through the core's own pixels, so that the image object notices nothing."""
    scale = min(1.0, SIDE / max(size))
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    small = core.resize((width, height), _NEAREST, (0, 0, *size)) if scale < 1 else core
    if mode not in ("RGB", "RGBA"):
        small = small.convert("RGB" if mode in ("CMYK", "YCbCr", "HSV") else "L", 0)
        mode = "RGB" if mode in ("CMYK", "YCbCr", "HSV") else "L"
        if mode == "L":
            small = small.convert("RGB", 0)
    if mode != "RGBA":
        small = small.convert("RGBA", 0)
    base = (module_vars("PIL.Image") or {})["Image"]
    pixels = base()._new(small).tobytes()
    data = encode_png(pixels, width, height)
    made.blob = (data, "png")
    made.preview = {
        "form": "image",
        "mime": "image/png",
        "blob": f"{hashlib.sha256(data).hexdigest()}.png",
        "width": width,
        "height": height,
    }

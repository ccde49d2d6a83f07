"""A figure's picture: the pixels that the program drew itself, else those of a copy drawn aside.

The copy goes through a pickler that refuses every object which is not a library's, so that no artist, formatter or data
object of the program's is copied or called; it is never registered with pyplot; and it draws only with modules that the
program has loaded. Time spent on pictures is bounded for the whole process.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import re
import sys
import time
import warnings
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from .names import class_library, derives, instance_vars, module_vars
from .png import encode_png

MOST_PIXELS = 1_000
LIBRARIES = frozenset(
    {"matplotlib", "mpl_toolkits", "numpy", "pandas", "seaborn", "dateutil", "PIL", "kiwisolver", "cycler"}
    | {"builtins", "collections", "itertools", "functools", "weakref", "datetime", "copyreg", "types", "contextlib"}
    | {"pathlib", "operator", "re", "math", "enum", "abc"}
    | {"_io", "_operator", "_functools", "_collections", "_frozen_importlib"}
)
_spent = {"seconds": 0.0, "longest": 0.0}
MOST_SECONDS = 1.5
MOST_SECONDS_EACH = 0.6


class Picture:
    __slots__ = ("height", "name", "png", "width")

    def __init__(self, pixels: Any) -> None:
        self.height, self.width = int(pixels.shape[0]), int(pixels.shape[1])
        self.png = encode_png(pixels.tobytes(), self.width, self.height)
        self.name = f"{hashlib.sha256(self.png).hexdigest()}.png"


class Foreign(Exception):
    """An object in the figure belongs to the program."""


def picture_of(figure: Any) -> tuple[Picture | None, str]:
    agg = (module_vars("matplotlib.backends.backend_agg") or {}).get("FigureCanvasAgg")
    np = sys.modules.get("numpy")
    if agg is None or np is None or module_vars("matplotlib.font_manager") is None:
        return None, "the program has loaded nothing that draws"
    own = instance_vars(figure) or {}
    canvas = instance_vars(own.get("canvas")) or {}
    if derives(type(own.get("canvas")), agg) and canvas.get("renderer") is not None and own.get("_stale") is False:
        return Picture(_bounded(np, np.asarray(canvas["renderer"].buffer_rgba()))), ""
    if _spent["seconds"] > MOST_SECONDS or _spent["longest"] > MOST_SECONDS_EACH:
        return None, "time"
    start = time.perf_counter()
    try:
        return Picture(_draw_copy(figure, agg, np)), ""
    except Foreign as reason:
        return None, f"not drawn: it holds {reason}"
    except Exception as error:
        return None, f"failed: {type(error).__name__}"
    finally:
        took = time.perf_counter() - start
        _spent["seconds"] += took
        _spent["longest"] = max(_spent["longest"], took)


def _bounded(np: Any, pixels: Any) -> Any:
    step = -(-max(pixels.shape[:2]) // (2 * MOST_PIXELS))
    return np.ascontiguousarray(pixels[::step, ::step])


def _draw_copy(figure: Any, agg: Any, np: Any) -> Any:
    stored = io.BytesIO()
    _pickler()(stored, protocol=4).dump(figure)
    copy = pickle.loads(stored.getvalue())
    copy.set_dpi(min(copy.dpi, MOST_PIXELS / max(1.0, *copy.get_size_inches())))
    canvas = agg(copy)
    # Put in place without `warnings.catch_warnings`, which would make Python forget which warnings it has shown.
    silent = ("ignore", None, Warning, re.compile(rf"{re.escape(__name__)}\Z|matplotlib|mpl_toolkits|numpy"), 0)
    filters: Any = warnings.filters  # a list, though typed as a sequence
    filters.insert(0, silent)
    try:
        with np.errstate(all="ignore"):
            canvas.draw()
    finally:
        filters.remove(silent)
    return np.array(np.asarray(canvas.renderer.buffer_rgba()))


def _pickler() -> type:
    figure_class = (module_vars("matplotlib.figure") or {})["Figure"]

    class FigurePickler(pickle.Pickler):
        def reducer_override(self, value: Any) -> Any:
            cls = type(value)
            if cls is FunctionType or cls is MethodType or cls is BuiltinFunctionType:
                _demand((value.__module__ or "builtins").partition(".")[0])
                return NotImplemented
            if derives(cls, type):
                _demand(class_library(value))
                return NotImplemented
            _demand(class_library(cls))
            if cls is figure_class:
                state = value.__getstate__()
                # Without this, loading the copy would open a new window in pyplot.
                state.pop("_restore_to_pylab", None)
                return object.__new__, (cls,), state
            return NotImplemented

    return FigurePickler


def _demand(library: str) -> None:
    if library not in LIBRARIES:
        raise Foreign(f"something of {library}")

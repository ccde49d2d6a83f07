"""Statistics of one column held in a NumPy buffer. Never warns, leaves NumPy's error state as it was.

What was found is kept by content, so that a column which frames share, or which a step left as it was, is counted once.
"""

from __future__ import annotations

from typing import Any, Callable

from .budget import COUNTED_VALUES, SAMPLE_VALUES
from .cell import float_cell, integer_cell, text_cell
from .checksum import array_fingerprint
from .objects import BINS, TOP, object_facts, sample_objects

# Bytes of one column that are read in full for exact null counts when the statistics are of a sample.
EXACT_BYTES = 32_000_000
# Integers up to this many are counted one by one, for the number of distinct ones.
DISTINCT_VALUES = 50_000
# NaT of NumPy, read as a number.
_MISSING = -(1 << 63)
_FOUND: dict[tuple[str, bool], dict[str, Any]] = {}
_MOST_FOUND = 2_000


def vector_facts(np: Any, values: Any, whole: bool) -> dict[str, Any]:
    """Facts of a one-dimensional ndarray: of all of it, or of a sample with nulls counted where that is quick."""
    kind = values.dtype.kind
    if kind == "O":
        objects, sampled = sample_objects(
            values.tolist() if values.shape[0] <= SAMPLE_VALUES else values, values.shape[0]
        )
        return object_facts(objects, sampled)
    fingerprint = array_fingerprint(np, values)

    def look() -> dict[str, Any]:
        found = _look_at(np, values, kind, whole)
        counted = "bins" in found or "top" in found
        if counted and kind != "b" and found.pop("sampled", values.shape[0] > COUNTED_VALUES):
            found["sampled"] = min(COUNTED_VALUES, values.shape[0])
        found["fingerprint"] = fingerprint
        return found

    return once(fingerprint, look, whole)


def once(fingerprint: str, look: Callable[[], dict[str, Any]], whole: bool = True) -> dict[str, Any]:
    """What was found of a column of this content before, else what `look` finds now."""
    found = _FOUND.get((fingerprint, whole))
    if found is None:
        found = look()
        if fingerprint[0] != "s":
            if len(_FOUND) >= _MOST_FOUND:
                _FOUND.pop(next(iter(_FOUND)), None)
            _FOUND[fingerprint, whole] = found
    return dict(found)


def _look_at(np: Any, values: Any, kind: str, whole: bool) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    size = values.shape[0]
    if size == 0:
        facts["nulls"] = 0
        return facts
    sample = values if whole else values[:: max(1, size // SAMPLE_VALUES)]
    with np.errstate(all="ignore"):
        if kind == "f":
            _add_floats(np, facts, values, sample, whole)
        elif kind in "iu":
            facts["nulls"] = 0
            _add_integers(np, facts, sample, whole)
        elif kind == "b":
            facts["nulls"] = 0
            if whole or values.nbytes <= EXACT_BYTES:
                true = int(np.count_nonzero(values))
                facts["mean"] = true / size
                facts["distinct"] = 1 + (0 < true < size)
                facts["top"] = [
                    [flag, count]
                    for flag, count in sorted(((True, true), (False, size - true)), key=lambda p: -p[1])
                    if count
                ]
        elif kind in "mM":
            _add_moments(np, facts, values, sample, whole)
        elif kind in "US":
            facts["nulls"] = 0
            _add_texts(np, facts, sample, whole)
    return facts


def _add_floats(np: Any, facts: dict[str, Any], values: Any, sample: Any, whole: bool) -> None:
    size = values.shape[0]
    if values.nbytes <= EXACT_BYTES or whole:
        total = np.add.reduce(values, dtype=np.float64)
        missing = np.isnan(values) if total != total else None
        facts["nulls"] = 0 if missing is None else int(np.count_nonzero(missing))
        if missing is None:
            facts["mean"] = float(total) / size
        elif whole:
            sample = values[~missing]
    if not whole:
        sample = sample[~np.isnan(sample)]
    if sample.shape[0] == 0:
        return
    low, high = float(sample.min()), float(sample.max())
    facts["min"], facts["max"] = float_cell(low), float_cell(high)
    if "mean" not in facts:
        facts["mean"] = float(np.add.reduce(sample, dtype=np.float64)) / sample.shape[0]
    if not np.isfinite(facts["mean"]):
        del facts["mean"]
    _add_bins(np, facts, sample, low, high)


def _add_bins(np: Any, facts: dict[str, Any], sample: Any, low: Any, high: Any) -> None:
    width = (high - low) / BINS
    if not 0 < width < float("inf") or 1 / width == float("inf"):
        return
    if sample.shape[0] > COUNTED_VALUES:
        sample = sample[:: sample.shape[0] // COUNTED_VALUES][:COUNTED_VALUES]
    if sample.dtype.kind in "iu":
        sample, low = sample.astype(np.float64), float(low)
    places = ((sample - low) * (1 / width)).astype(np.intp)
    np.minimum(places, BINS - 1, out=places)
    facts["bins"] = np.bincount(places, minlength=BINS).tolist()


def _add_integers(np: Any, facts: dict[str, Any], sample: Any, whole: bool) -> None:
    low, high = int(sample.min()), int(sample.max())
    facts["min"], facts["max"] = integer_cell(low), integer_cell(high)
    # Whole numbers add up faster as such, where they cannot overflow.
    small = max(abs(low), abs(high)) * sample.shape[0] < 1 << 62
    facts["mean"] = float(np.add.reduce(sample, dtype=np.int64 if small else np.float64)) / sample.shape[0]
    spread = high - low
    if sample.shape[0] <= DISTINCT_VALUES and spread <= 65_536 and spread < 16 * sample.shape[0] + 256:
        wide = sample.astype(np.int64, copy=False) if spread else sample
        counts = np.bincount(wide - low if low else wide) if spread else None
        if whole:
            facts["distinct"] = 1 if counts is None else int(np.count_nonzero(counts))
        if counts is not None:
            edges = np.minimum(np.arange(spread + 1) * BINS // spread, BINS - 1)
            facts["bins"] = np.bincount(edges, weights=counts, minlength=BINS).astype(np.int64).tolist()
            facts["sampled"] = not whole
    else:
        _add_bins(np, facts, sample, low, high)


def _add_moments(np: Any, facts: dict[str, Any], values: Any, sample: Any, whole: bool) -> None:
    counted = whole or values.nbytes <= EXACT_BYTES
    if counted:
        # As numbers they are compared many times faster; what is missing is the least of them.
        missing = int(values.view("i8").min()) == _MISSING
        facts["nulls"] = int(np.count_nonzero(np.isnat(values))) if missing else 0
    present = values if whole else sample
    if not counted or facts["nulls"]:
        present = present[~np.isnat(present)]
    if present.shape[0] == 0:
        return
    numbers = present.view("i8")
    low, high = numbers.argmin(), numbers.argmax()
    facts["min"], facts["max"] = moment_cell(np, present[low]), moment_cell(np, present[high])
    _add_bins(np, facts, numbers, int(numbers[low]), int(numbers[high]))


def moment_cell(np: Any, value: Any) -> Any:
    if np.isnat(value):
        return ["nat"]
    if value.dtype.kind == "M":
        return ["date", str(np.datetime_as_string(value, unit="auto"))]
    return ["value", "timedelta", duration_text(np, value)]


def duration_text(np: Any, value: Any) -> str:
    """`2 days 03:00:00.5`, as pandas says it."""
    unit = np.datetime_data(value.dtype)[0]
    if unit in ("Y", "M", "generic"):
        return str(value)
    total = int(value.astype("m8[ns]").view("i8")) if abs(int(value.view("i8"))) < 1 << 40 or unit == "ns" else None
    if total is None:
        return str(value)
    sign, total = ("-", -total) if total < 0 else ("", total)
    seconds, rest = divmod(total, 1_000_000_000)
    days, seconds = divmod(seconds, 86_400)
    fraction = f"{rest:09d}".rstrip("0")
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{sign}{days} days {clock}{'.' + fraction if fraction else ''}"


def _add_texts(np: Any, facts: dict[str, Any], sample: Any, whole: bool) -> None:
    if sample.shape[0] > COUNTED_VALUES:
        sample = sample[:: sample.shape[0] // COUNTED_VALUES][:COUNTED_VALUES]
        whole = False
    seen, counts = np.unique(sample, return_counts=True)
    if whole:
        facts["distinct"] = int(seen.shape[0])
    order = np.argsort(-counts, kind="stable")[:TOP]
    facts["top"] = [[_text(seen[at].item()), int(counts[at])] for at in order]


def _text(value: Any) -> Any:
    return text_cell(value, 80) if type(value) is str else ["bytes", value[:40].hex()]

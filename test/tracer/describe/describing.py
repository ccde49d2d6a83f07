"""What the tests of descriptions share: the tracer's folder on the path, and `say`, which checks the form too."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src" / "tracer" / "python"))

from describe import describe, fingerprint, is_data, is_plain_scalar

LIMITS = {"previewRows": 20, "previewColumns": 30, "previewItems": 20, "previewText": 200, "describeMs": 2000}
KINDS = {
    *("table series array model figure file connection message response".split()),
    *("collection record text bytes date scalar lazy function other".split()),
}


def say(value, **limits):
    """Describes, and demands what every description must be: a known kind, and JSON without NaN."""
    made = describe(value, {**LIMITS, **limits})
    assert made.kind in KINDS, made.kind
    assert not (made.why or "").startswith("failed"), made.why
    json.dumps([made.summary, made.preview], allow_nan=False).encode("utf-8")
    return made


def column(made, name):
    return next(found for found in made.summary["columns"] if found["name"] == name)


__all__ = ["LIMITS", "column", "describe", "fingerprint", "is_data", "is_plain_scalar", "say"]

"""What the tests of descriptions share: the tracer's folder on the path, `say`, which checks the form too, and
`look`."""

import json
import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src" / "tracer" / "python"))

from describe import describe, fingerprint, is_data, is_plain_scalar, scalar_json

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


def look(value, **limits):
    """As `say`, and demands that the value keeps what it held: the same attributes, the same objects in them."""
    before = held_by(value)
    made = say(value, **limits)
    after = held_by(value)
    assert before == after, {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return made


def held_by(value):
    """Attributes in the instance's namespace and slots -> identities, found without asking the value."""
    held = {}
    for base in type(value).__mro__:
        for name, slot in vars(base).items():
            if type(slot) is types.MemberDescriptorType:
                try:
                    held[name] = id(slot.__get__(value))
                except AttributeError:
                    continue
    try:
        held.update((name, id(item)) for name, item in object.__getattribute__(value, "__dict__").items())
    except AttributeError:
        pass
    return held


def field(made, name):
    return made.summary["fields"][name][1]


def column(made, name):
    return next(found for found in made.summary["columns"] if found["name"] == name)


__all__ = [
    "LIMITS",
    "column",
    "describe",
    "field",
    "fingerprint",
    "is_data",
    "is_plain_scalar",
    "look",
    "say",
    "scalar_json",
]

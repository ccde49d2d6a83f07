"""attrs: fields from slots and namespaces; no property, validator, converter or `__repr__` runs."""

import unittest

import attrs
from library import look

CALLED = []


@attrs.define
class Slotted:
    name: str
    size: int = attrs.field(default=3, on_setattr=lambda *given: CALLED.append(given))
    password: str = attrs.field(default="open-sesame", repr=False)

    @property
    def twice(self):
        CALLED.append("twice")
        return 2 * self.size

    def __repr__(self):
        CALLED.append("repr")
        return "?"


@attrs.define(slots=False, frozen=True)
class Plain:
    name: str
    inner: Slotted


class Attrs(unittest.TestCase):
    def test_fields(self):
        made = look(Slotted("a"))
        self.assertEqual(
            (made.kind, made.preview["entries"]), ("record", [["name", "a"], ["size", 3], ["password", "•••"]])
        )
        self.assertEqual(look(Plain("b", Slotted("a"))).summary["fields"]["name"], ["str", "'b'"])
        self.assertEqual(look(Plain("b", Slotted("a"))).fp, None)
        self.assertEqual(look(Slotted("a")).fp, look(Slotted("a")).fp)
        self.assertEqual(CALLED, [])


if __name__ == "__main__":
    unittest.main()

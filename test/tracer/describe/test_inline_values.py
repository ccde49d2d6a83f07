"""Attributes kept inline are read without a `__dict__` being made, and are those that it would hold."""

import dataclasses
import gc
import unittest

from describing import fingerprint, say


class Base:
    def __init__(self):
        self.first = 1
        self.shared = {}

    def grow(self):
        self.later = [self.first]


class Derived(Base):
    limit = 3

    def __init__(self):
        super().__init__()
        self.one = 1
        self.again = self.shared
        self._inner = "inner"

    @property
    def asked(self):
        raise AssertionError("a property was asked")


class Shadowing(Base):
    def __init__(self):
        super().__init__()
        self.limit = 4

    limit = 3


@dataclasses.dataclass
class Point:
    x: int
    y: int


def grown():
    made = Derived()
    made.grow()
    del made.first
    return made


class Named(Base):
    pass


class Partial:
    def __init__(self, both):
        self.zero = 0.5
        if both:
            self.other = [1]
        self.last = "x"


def by_name():
    made = Named()
    setattr(made, "a name", 5)
    return made


class InlineValues(unittest.TestCase):
    def test_no_namespace_is_made(self):
        for value in (Base(), Derived(), grown(), Point(1, 2)):
            before = list(map(id, gc.get_referents(value)))
            say(value)
            fingerprint(value)
            self.assertEqual(before, list(map(id, gc.get_referents(value))), type(value))

    def test_fields_are_those_of_the_namespace(self):
        for make in (Base, Derived, grown, Shadowing, by_name, lambda: Point(1, 2)):
            made = say(make())
            expected = [name for name in vars(make()) if name[0] != "_"]
            self.assertEqual([entry[0] for entry in made.preview["entries"]], expected)

    def test_instances_may_lack_some(self):
        for both in (True, False, True, False):
            value = Partial(both)
            self.assertEqual([entry[0] for entry in say(value).preview["entries"]], list(vars(Partial(both))))

    def test_changes_are_seen(self):
        for make in (Base, Derived, Shadowing, by_name):
            value = make()
            before = fingerprint(value)
            self.assertEqual(before, fingerprint(value))
            value.first = 2
            self.assertNotEqual(before, fingerprint(value))
            value.first = 1
            self.assertEqual(before, fingerprint(value))
            value.unforeseen = 1
            self.assertNotEqual(before, fingerprint(value))

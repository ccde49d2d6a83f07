"""Values that count every call made on them: a description makes none. Cycles, depth and size are bounded."""

import dataclasses
import enum
import sys
import threading
import time
import unittest
import warnings

import numpy as np
import pandas as pd
from describing import describe, fingerprint, is_data, is_plain_scalar, say

CALLS = []


def counted(name):
    def method(self, *args):
        CALLS.append((type(self).__name__, name))
        raise RuntimeError(name)

    return method


NAMES = (
    "__repr__ __str__ __len__ __eq__ __hash__ __getattr__ __getattribute__ __bool__ __iter__ __next__ "
    "__getitem__ __contains__ __float__ __int__ "
    "__index__ __format__ __dir__ __array__ __arrow_c_stream__ __dataframe__ "
    "__enter__ __reduce__ __reduce_ex__ __getstate__ __deepcopy__ __copy__"
).split()
TRAPS = {name: counted(name) for name in NAMES}


class Meta(type):
    def __getattribute__(cls, name):
        CALLS.append(("Meta", name))
        return super().__getattribute__(name)

    def __hash__(cls):
        CALLS.append(("Meta", "__hash__"))
        return 1

    def __eq__(cls, other):
        CALLS.append(("Meta", "__eq__"))
        return False

    def __instancecheck__(cls, value):
        CALLS.append(("Meta", "__instancecheck__"))
        return True

    def __call__(cls, *args, **kwargs):
        return type.__call__(cls, *args, **kwargs)


def hostile(name, *bases, **more):
    traps = {trap: method for trap, method in TRAPS.items() if trap not in more}
    return Meta(name, bases, {**traps, "__class__": property(counted("__class__")), **more})


def make_values():
    plain = hostile("Plain", secret=property(counted("secret")))
    made = [plain()]
    object.__setattr__(made[0], "field", 3) if hasattr(object, "__setattr__") else None
    for base, args in (
        (list, ([1, {"a": 2}],)),
        (dict, ({"a": 1},)),
        (tuple, ((1, 2),)),
        (set, ([1, 2],)),
        (str, ("text",)),
        (int, (5,)),
        (float, (2.5,)),
        (bytes, (b"abc",)),
    ):
        cls = hostile(f"My{base.__name__}", base)
        made.append(base.__new__(cls, *args) if base in (str, int, float, bytes, tuple) else cls(*args))
    error = hostile("MyError", ValueError)
    made.append(error("broken"))
    return made


class Hostile(unittest.TestCase):
    def setUp(self):
        CALLS.clear()

    def check(self, value):
        CALLS.clear()
        describe(value, {"describeMs": 1000})
        fingerprint(value)
        is_data(value)
        is_plain_scalar(value)
        self.assertEqual(CALLS, [])

    def test_nothing_of_a_value_is_called(self):
        for value in make_values():
            with self.subTest(type.__repr__(type(value))):
                self.check(value)

    def test_nor_where_it_stands_inside_another(self):
        for value in make_values():
            with self.subTest(type.__repr__(type(value))):
                for holder in (
                    [value, value],
                    (value,),
                    {"k": value},
                    [{"a": value}, {"a": value}],
                    {"role": value, "content": value},
                ):
                    self.check(holder)
                self.check({"choices": [{"message": value}], "usage": value})

    def test_nor_in_a_column_of_objects(self):
        for value in make_values():
            column = np.empty(3, dtype=object)
            column[:] = [None, 1, 2]
            column[1] = value
            CALLS.clear()
            frame = pd.DataFrame({"o": pd.Series(column, dtype=object), "n": [1, 2, 3]})
            with self.subTest(type.__repr__(type(value))):
                self.check(column)
                self.check(frame)
                self.check(frame["o"])

    def test_subclasses_of_library_classes_are_read_by_the_library(self):
        frame_class = type(
            "Frame",
            (pd.DataFrame,),
            {
                **TRAPS,
                "__getattribute__": pd.DataFrame.__getattribute__,
                "shape": property(counted("shape")),
                "columns": property(counted("columns")),
            },
        )
        array_class = type(
            "Array",
            (np.ndarray,),
            {
                **{k: v for k, v in TRAPS.items() if k != "__getattribute__"},
                "shape": property(counted("shape")),
                "mean": counted("mean"),
            },
        )
        frame = frame_class.__new__(frame_class)
        object.__setattr__(frame, "_mgr", pd.DataFrame({"a": [1, 2]})._mgr)
        self.check(frame)
        self.assertEqual(describe(frame, {}).summary["shape"], [2, 1])
        array = np.arange(3).view(array_class)
        self.check(array)
        self.assertEqual(describe(array, {}).summary["shape"], [3])

    def test_a_class_that_lies_about_its_module_is_not_believed(self):
        fake = type("DataFrame", (), {"__module__": "pandas.core.frame", "_mgr": property(counted("_mgr")), **TRAPS})
        self.check(fake())
        self.assertIn(describe(fake(), {}).kind, ("other", "record"))

    def test_slots_dataclasses_enums_and_descriptors(self):
        @dataclasses.dataclass
        class Row:
            a: int
            b: str

            @property
            def computed(self):
                CALLS.append("computed")

            __repr__ = counted("__repr__")
            __eq__ = counted("__eq__")
            __hash__ = counted("__hash__")

        class Slots:
            __slots__ = ("__weakref__", "_hidden", "empty", "x")

            def __init__(self):
                self.x = 1

        class Level(enum.Enum):
            LOW = 1

            __str__ = counted("__str__")

        for value in (Row(1, "x"), Slots(), Level.LOW, [Level.LOW, Row(1, "y")]):
            self.check(value)
        self.assertEqual(say(Row(1, "x")).preview["entries"], [["a", 1], ["b", "x"]])
        self.assertEqual(say(Slots()).preview["entries"], [["x", 1]])
        self.assertEqual(say(Level.LOW).summary["value"], ["value", "Level", "Level.LOW"])

    def test_cycles_and_depth(self):
        ring = []
        ring.append(ring)
        self.assertTrue(say(ring).summary["cyclic"])
        record = {"name": "x"}
        record["self"] = record
        self.assertTrue(say(record).summary["cyclic"])
        deep = []
        for _ in range(1_000_000):
            deep = [deep]
        self.assertEqual(say(deep).summary["shape"], [1])
        fingerprint(deep)
        while deep:
            deep = deep.pop()

    def test_size_is_bounded(self):
        for value in (
            ["x" * 10_000_000],
            list(range(3_000_000)),
            {at: at for at in range(1_000_000)},
            "y" * 50_000_000,
            10**20_000,
            [{"a": 1, "b": "t"}] * 1_000_000,
        ):
            say([1])
            start = time.thread_time()
            made = say(value)
            self.assertLess(time.thread_time() - start, 0.5, made.kind)
            self.assertLess(len(repr(made.preview)) + len(repr(made.summary)), 20_000)

    def test_warnings_and_modules_are_left_alone(self):
        frame = pd.DataFrame({"s": ["a", None], "c": pd.Categorical(["x", "y"]), "i": pd.array([1, None])})
        frame["d"] = pd.to_datetime(["2020", None])
        frame["z"] = frame["d"].dt.tz_localize("UTC")
        frame["p"] = frame["d"].dt.to_period("D")
        values = (frame, frame["s"], frame.index, frame.columns, frame.set_index("d"), {"a": frame}, np.array([np.nan]))
        filters, before, entered = list(warnings.filters), set(sys.modules), []
        original = warnings.catch_warnings.__enter__
        warnings.catch_warnings.__enter__ = lambda self: (entered.append(1), original(self))[1]
        try:
            for value in values:
                say(value)
                fingerprint(value)
        finally:
            warnings.catch_warnings.__enter__ = original
        self.assertEqual(entered, [], "catch_warnings makes Python show warnings again that it has shown")
        self.assertEqual(filters, list(warnings.filters))
        self.assertEqual([name for name in set(sys.modules) - before if not name.startswith("describe")], [])

    def test_machinery_is_no_data(self):
        for value in (
            sys,
            len,
            print,
            threading.Thread,
            self.test_cycles_and_depth,
            lambda: 0,
            property(),
            sys._getframe(),
            (lambda: 0).__code__,
        ):
            self.assertFalse(is_data(value), value)
        for value in ([], {}, 1, "x", np.zeros(1), pd.DataFrame(), object()):
            self.assertTrue(is_data(value), value)


if __name__ == "__main__":
    unittest.main()

"""Python's own values, records, messages of language models, masks, and what is lazy."""

import array
import asyncio
import collections
import dataclasses
import datetime
import decimal
import io
import itertools
import json
import pathlib
import sqlite3
import tempfile
import tracemalloc
import unittest
import uuid

import pydantic
from describing import LIMITS, column, describe, fingerprint, is_plain_scalar, say, scalar_json
from openai.types.chat import ChatCompletion

SECRET = "sk-" + "a1B2" * 8


class Scalars(unittest.TestCase):
    def test_values(self):
        cases = (
            (5, 5),
            (True, True),
            (None, None),
            (2**70, ["int", str(2**70)]),
            (float("nan"), ["nan"]),
            (float("-inf"), ["-inf"]),
            (-0.0, ["-0"]),
            (1 + 2j, ["value", "complex", "(1+2j)"]),
            ("short", "short"),
            (decimal.Decimal("1.50"), ["value", "Decimal", "1.50"]),
            (datetime.date(2020, 1, 2), ["date", "2020-01-02"]),
            (datetime.datetime(2020, 1, 2, 3), ["date", "2020-01-02T03:00:00"]),
            (pathlib.PurePosixPath("/a/b"), ["value", "Path", "/a/b"]),
            (uuid.UUID(int=5), ["value", "UUID", "00000000-0000-0000-0000-000000000005"]),
        )
        for value, cell in cases:
            with self.subTest(repr(value)):
                self.assertEqual(say(value).summary["value"], cell)
                self.assertIsNone(fingerprint(value) if not hasattr(value, "__dict__") else None)

    def test_a_large_text_is_not_copied(self):
        text = "ab€" * 6_000_000
        tracemalloc.start()
        try:
            made = say(text)
            grown = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        self.assertLess(grown, len(text) // 2)
        self.assertEqual(made.fp, say("ab€" * 6_000_000).fp)
        self.assertNotEqual(made.fp, say(text[:9_000_001] + "x" + text[9_000_002:]).fp)

    def test_text_and_bytes(self):
        made = say("line\n" * 1000)
        self.assertEqual(
            (made.kind, made.summary["shape"], len(made.preview["text"]), made.preview["total"]),
            ("text", [5000], 200, 5000),
        )
        self.assertEqual(say(b"\x00\xff").preview["text"], "00 ff")
        self.assertEqual(say(bytearray(b"abc")).kind, "bytes")
        say("lone \ud800 surrogate " * 50)

    def test_the_quick_way_says_the_same(self):
        texts = (
            "",
            "short",
            SECRET,
            f"key {SECRET}",
            'quotes " and \\ and \t',
            "ünï ☃ \ud800",
            "x" * 200,
            "two\nlines",
            "x" * 201,
        )
        numbers = (0, -5, 2**53, 2**70, True, False, 0.0, -0.0, 1e300, 0.1, float("nan"), float("inf"), 1j, None, b"x")
        quick = 0
        for value in (*texts, "x" * 201, *numbers):
            made, told = say(value), scalar_json(value)
            if told is not None:
                quick += 1
                self.assertEqual((made.kind, made.type, made.lib), ("scalar", told[0], "builtins"))
                self.assertEqual((made.summary, made.preview, made.fp), (json.loads(told[1]), None, None))
        self.assertEqual(quick, 13)

    def test_what_has_no_identity(self):
        for value in (1, 2.5, None, "x", (1, "a"), True):
            self.assertTrue(is_plain_scalar(value))
        for value in ([1], {}, (1, [2]), "x" * 500, object()):
            self.assertFalse(is_plain_scalar(value))

    def test_secrets_are_masked(self):
        for value in (
            f"key {SECRET}",
            [SECRET],
            {"note": f"Bearer {SECRET}"},
            {"password": "hunter2hunter2"},
            [{"token": SECRET, "n": 1}, {"token": SECRET, "n": 2}],
            "x\n" * 200 + SECRET,
            [{"role": "user", "content": SECRET}],
            (SECRET, {"a": [SECRET]}),
            "postgres://me:hunter2hunter2@db/x",
            {"token": [SECRET]},
        ):
            made = describe(value, {**LIMITS, "previewText": 5000})
            text = repr(made.summary) + repr(made.preview)
            self.assertNotIn(SECRET, text)
            self.assertNotIn("hunter2", text)
            self.assertIn("•••", text)
        self.assertIn("120", repr(say({"max_tokens": 120, "token_count": 3}).preview))


class Collections(unittest.TestCase):
    def test_kinds(self):
        Point = collections.namedtuple("Point", "x y")

        @dataclasses.dataclass
        class Data:
            a: int = 1

        class Model(pydantic.BaseModel):
            a: int = 1
            b: str = "x"

        cases = (
            ([1, 2], "collection", [2]),
            ((1, "a"), "collection", [2]),
            ({1, 2}, "collection", [2]),
            (collections.deque([1]), "collection", [1]),
            (collections.Counter("aab"), "record", [2]),
            (collections.OrderedDict(a=1), "record", [1]),
            ({"a": 1}, "record", [1]),
            (Point(1, 2), "record", [2]),
            (Data(), "record", [1]),
            (Model(), "record", [2]),
            ([{"a": 1}, {"b": "x"}], "table", [2, 2]),
            ([{"a": 1}, {"a": [1]}], "collection", [2]),
            ([{"a": 1}], "collection", [1]),
            ([], "collection", [0]),
        )
        for value, kind, shape in cases:
            with self.subTest(repr(value)):
                self.assertEqual((say(value).kind, say(value).summary["shape"]), (kind, shape))
        self.assertEqual(say([1, 2]).summary["itemType"], "int")
        self.assertNotIn("itemType", say([1, "a"]).summary)

    def test_number_arrays(self):
        values = array.array("d", [5, -1, float("nan")])
        made = say(values)
        self.assertEqual(("array", "array"), (made.kind, made.type))
        self.assertEqual({"shape": [3], "dtype": "d", "bytes": 24, "nulls": 1, "min": -1, "max": 5}, made.summary)
        self.assertEqual([5, -1, ["nan"]], made.preview["items"])
        before = fingerprint(values)
        values.append(2)
        self.assertNotEqual(before, fingerprint(values))
        self.assertEqual(made.fp, say(array.array("d", [5, -1, float("nan")])).fp)
        self.assertEqual(["a", "b"], say(array.array("u", "ab")).preview["items"])

    def test_records_as_a_table(self):
        rows = [{"n": at, "f": at / 2, "s": "ab"[at % 2]} for at in range(5000)]
        rows[7]["f"] = None
        made = say(rows)
        self.assertEqual((made.detail, made.summary["shape"]), ("full", [5000, 3]))
        self.assertEqual(
            (column(made, "n")["max"], column(made, "f")["nulls"], column(made, "s")["distinct"]), (4999, 1, 2)
        )
        self.assertEqual(made.fp, say([dict(row) for row in rows]).fp)
        changed = say([{**row, "n": row["n"] + 1} for row in rows])
        self.assertEqual(column(changed, "s")["fingerprint"], column(made, "s")["fingerprint"])
        self.assertNotEqual(column(changed, "n")["fingerprint"], column(made, "n")["fingerprint"])
        missing = say([{"a": 1}, {"b": 2}])
        self.assertEqual(missing.preview["rows"], [[1, ["undefined"]], [["undefined"], 2]])

    def test_records_of_which_few_have_a_field(self):
        rows = [{"id": at, **({"rare": at} if at == 5001 else {})} for at in range(9000)]
        made = say(rows)
        self.assertEqual((made.detail, made.summary["shape"]), ("full", [9000, 2]))
        self.assertEqual(column(made, "rare")["nulls"], 8999)
        self.assertNotIn("sparse", column(made, "rare"))
        made = say([{"id": at, **({"third": at} if at % 7 == 0 else {})} for at in range(90_000)])
        self.assertEqual(made.detail, "sample")
        self.assertTrue(column(made, "third")["sparse"])
        self.assertNotIn("sparse", column(made, "id"))

    def test_changes(self):
        items = list(range(1000))
        for change in (lambda: items.append(1), items.reverse, lambda: items.pop(0), lambda: items.__setitem__(999, 5)):
            before = fingerprint(items)
            self.assertEqual(before, fingerprint(items))
            change()
            self.assertNotEqual(before, fingerprint(items))
        record = {"a": 1}
        before = fingerprint(record)
        record["a"] = 2
        self.assertNotEqual(before, fingerprint(record))


class Messages(unittest.TestCase):
    def test_messages(self):
        made = say(
            [
                {"role": "system", "content": "be brief"},
                {"role": "user", "content": [{"type": "text", "text": "hi"}, {"type": "image_url"}]},
            ]
        )
        self.assertEqual((made.kind, made.summary["role"]), ("message", "system, user"))
        self.assertEqual([part["text"] for part in made.preview["messages"]], ["be brief", "hi\n[image_url]"])
        self.assertEqual(say({"role": "user", "content": "x"}).kind, "message")
        self.assertEqual(say({"role": "admin", "name": "x"}).kind, "record")

    def test_openai_completions(self):
        plain = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "m-1",
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "hello"}}],
            "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5},
        }
        for value in (plain, ChatCompletion.model_validate(plain)):
            made = say(value)
            self.assertEqual((made.kind, made.summary["model"], made.summary["finish"]), ("response", "m-1", "stop"))
            self.assertEqual(made.summary["tokens"], {"input": 3, "output": 2, "total": 5})
            self.assertEqual(made.preview["messages"], [{"role": "assistant", "text": "hello", "total": 5}])

    def test_anthropic_messages(self):
        from anthropic.types import Message

        plain = {
            "id": "1",
            "type": "message",
            "role": "assistant",
            "model": "m-2",
            "content": [{"type": "text", "text": "hello"}],
            "stop_reason": "end_turn",
            "stop_sequence": None,
            "usage": {"input_tokens": 3, "output_tokens": 2},
        }
        for value in (plain, Message.model_validate(plain)):
            made = say(value)
            self.assertEqual(
                (made.kind, made.summary["finish"], made.summary["tokens"]["total"]), ("response", "end_turn", 5)
            )
            self.assertEqual(made.preview["messages"][0]["text"], "hello")


class Lazy(unittest.TestCase):
    def test_nothing_is_consumed(self):
        items = [
            iter([1, 2]),
            (at for at in [1, 2]),
            map(str, [1, 2]),
            zip([1, 2]),
            itertools.chain([1], [2]),
            reversed([2, 1]),
            enumerate([1, 2]),
        ]
        for value in items:
            self.assertEqual(say(value).kind, "lazy", value)
            fingerprint(value)
            self.assertEqual(len(list(value)), 2)

    def test_progress(self):
        def numbers():
            yield 1
            yield 2

        made = numbers()
        self.assertEqual(say(made).summary["progress"], "pending")
        next(made)
        self.assertEqual(say(made).summary["progress"], "suspended")
        list(made)
        self.assertEqual(say(made).summary["progress"], "closed")

    def test_futures_and_coroutines(self):
        async def work():
            return 5

        async def main():
            coroutine = work()
            self.assertEqual(say(coroutine).kind, "lazy")
            task = asyncio.ensure_future(coroutine)
            self.assertEqual(say(task).summary["progress"], "pending")
            await task
            self.assertEqual(say(task).summary["progress"], "fulfilled")
            self.assertEqual(say(task).summary["fields"]["result"], ["int", "5"])

        asyncio.run(main())

    def test_files_and_connections(self):
        with tempfile.NamedTemporaryFile("w+") as file, open(file.name) as text, open(file.name, "rb") as data:
            for value, mode in ((text, "read"), (data, "read")):
                made = say(value)
                self.assertEqual(
                    (made.kind, made.summary["path"], made.summary["mode"]), ("connection", file.name, mode)
                )
            with open(file.name, "a") as writer:
                self.assertEqual(say(writer).summary["mode"], "write")
        self.assertEqual(say(io.StringIO("x")).kind, "connection")
        self.assertEqual(say(sqlite3.connect(":memory:")).kind, "connection")


if __name__ == "__main__":
    unittest.main()

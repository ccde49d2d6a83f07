"""Hugging Face data sets: rows as they are stored; streams, maps and decoders are not run."""

import tempfile
import unittest

import datasets
from library import column, field, loads_on_demand, look

ROWS = {"text": ["a", "b", None], "label": [0, 1, 1]}


class Sets(unittest.TestCase):
    def setUp(self):
        self.data = datasets.Dataset.from_dict(ROWS)

    def test_in_memory(self):
        made = look(self.data)
        self.assertEqual((made.kind, made.lib, made.summary["shape"]), ("table", "datasets", [3, 2]))
        self.assertEqual((column(made, "text")["nulls"], column(made, "label")["max"]), (1, 1))
        self.assertEqual(made.preview["rows"][1], ["b", 1])

    def test_through_an_index(self):
        made = look(self.data.select([2, 0]))
        self.assertEqual((made.summary["shape"], made.detail), ([2, 2], "summary"))
        self.assertEqual(made.preview["rows"], [[None, 1], ["a", 0]])
        self.assertNotEqual(made.fp, look(self.data).fp)

    def test_from_disk(self):
        with tempfile.TemporaryDirectory() as folder:
            self.data.save_to_disk(folder)
            made = look(datasets.load_from_disk(folder))
        self.assertEqual(
            (made.why, made.summary["shape"], made.preview["rows"][0]), ("mapped from disk", [3, 2], ["a", 0])
        )

    def test_a_stream_is_not_read(self):
        read = []
        stream = self.data.to_iterable_dataset().map(lambda row: read.append(row) or row)
        made = look(stream)
        self.assertEqual((made.kind, read), ("lazy", []))
        self.assertEqual(made.summary["plan"].split("\n")[0], "MappedExamplesIterable")
        self.assertEqual((next(iter(stream)), len(read)), ({"text": "a", "label": 0}, 1))

    def test_a_transform_is_not_run(self):
        called = []
        shown = self.data.with_transform(lambda batch: called.append(batch) or batch)
        self.assertEqual((look(shown).kind, called, field(look(shown), "format_type")), ("table", [], "custom"))

    def test_splits(self):
        made = look(datasets.DatasetDict(train=self.data, test=self.data.select([0])))
        self.assertEqual((made.kind, made.preview["entries"]), ("record", [["train", "3 × 2"], ["test", "1 × 2"]]))

    def test_loaded_with_the_library_only(self):
        loads_on_demand(self, "hugging_datasets", "import datasets; value = datasets.Dataset.from_dict({'a': [1, 2]})")


if __name__ == "__main__":
    unittest.main()

"""PySpark in local mode: schema and plan come from what Spark analysed already; no job is started by a description."""

import os
import sys
import unittest

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ["PYSPARK_PYTHON"] = sys.executable

from library import column, field, look, say
from pyspark.ml import Pipeline
from pyspark.ml.feature import VectorAssembler
from pyspark.sql import SparkSession
from pyspark.sql import functions as F


class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        builder = SparkSession.builder.master("local[1]").appName("describing")
        settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.log.level": "ERROR"}
        for name, text in settings.items():
            builder = builder.config(name, text)
        cls.spark = builder.getOrCreate()
        rows = [(1, "a", [1]), (2, "b", [2, 3])]
        cls.frame = cls.spark.createDataFrame(rows, "n bigint, word string, parts array<int>")

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def jobs(self):
        return sorted(self.spark.sparkContext.statusTracker().getJobIdsForGroup(None))

    def test_frames(self):
        told = (
            self.frame.filter("n > 1").groupBy("word").agg(F.sum("n").alias("total"), F.first("parts").alias("parts"))
        )
        before = self.jobs()
        made = look(told)
        self.assertEqual((made.kind, made.lib, made.summary["progress"]), ("lazy", "pyspark", "pending"))
        self.assertEqual(
            [(found["name"], found["type"]) for found in made.summary["columns"]],
            [(name, kind) for name, kind in told.dtypes],
        )
        for word in ("Aggregate", "Filter", "n#"):
            self.assertIn(word, made.summary["plan"])
        self.assertEqual(self.jobs(), before)

    def test_what_was_not_computed_stays_so(self):
        ran = self.spark.sparkContext.accumulator(0)

        def see(word):
            ran.add(1)
            return word

        mapped = self.frame.withColumn("seen", F.udf(see, "string")("word")).cache()
        made = look(mapped)
        self.assertEqual((ran.value, field(made, "cached")), (0, "True"))
        selected = self.frame.select("n")
        look(selected)
        self.assertEqual({"schema", "_schema"} & set(vars(selected)), set())
        self.assertEqual(len(mapped.collect()), 2)
        self.assertEqual(ran.value, 2)

    def test_what_the_program_collects_is_a_table(self):
        before = self.jobs()
        rows = self.frame.select("n", "word").collect()
        after = self.jobs()
        self.assertGreater(len(after), len(before))
        made = say(rows)
        self.assertEqual(
            (made.kind, made.summary["shape"], made.preview["rows"]), ("table", [2, 2], [[1, "a"], [2, "b"]])
        )
        self.assertEqual(column(made, "n")["max"], 2)
        self.assertEqual(look(rows[0]).preview["entries"], [["n", 1], ["word", "a"]])
        self.assertEqual(self.jobs(), after)

    def test_everything_around_a_frame(self):
        before = self.jobs()
        self.assertIn("n", look(F.col("n") + 1).summary["plan"])
        self.assertEqual(look(self.frame.groupBy("word")).kind, "lazy")
        self.assertEqual(look(self.spark.sparkContext.parallelize([1, 2]).map(str)).kind, "lazy")
        self.assertEqual(field(look(self.spark), "master"), "'local[1]'")
        self.assertEqual(field(look(self.spark.sparkContext), "appName"), "'describing'")
        stage = VectorAssembler(inputCols=["n"], outputCol="features")
        made = look(stage)
        self.assertEqual((made.kind, made.summary["parameters"]["inputCols"]), ("model", "['n']"))
        self.assertEqual(look(Pipeline(stages=[stage])).kind, "model")
        self.assertEqual(self.jobs(), before)


if __name__ == "__main__":
    unittest.main()

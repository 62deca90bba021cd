"""The module as a function of Ray Data and PySpark, two workers on this machine, one of them lost on the way.

Skipped for an engine that is not installed.
"""

import functools
import importlib.util
import os
import pathlib
import sys
import tempfile
import unittest

import nutgraf
import pyarrow as pa
import pyarrow.parquet as pq

PARTS = ["entities", "statements"]
# Spark's workers are this Python, not the first on the path.
os.environ["PYSPARK_PYTHON"] = sys.executable
HERE = pathlib.Path(__file__).parent
EXAMPLES = str(HERE.parent / "examples")
sys.path.insert(0, EXAMPLES)
# Workers find there what they are handed by name.
os.environ["PYTHONPATH"] = os.pathsep.join([EXAMPLES, str(HERE)])


def articles(rows=120):
    texts = [f"“Gate {at} is shut,” Ada Orr said in Lagos. She left on 3 May 2021." for at in range(rows)]
    return pa.table({"id": [f"a{at:03}" for at in range(rows)], "text": texts})


def sorted_rows(folder):
    return pq.read_table(folder).select(["id", *PARTS]).sort_by("id").to_pylist()


def lose_worker_once(marker):
    """Ends the process that runs it, the first time."""
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os._exit(1)


class ReaderToBeLost:
    def __init__(self, marker):
        self.marker = marker

    def __call__(self, table):
        lose_worker_once(self.marker)
        return nutgraf.analyze_batch(table, select=PARTS)


def read_batches_and_be_lost(marker, batches):
    for batch in batches:
        lose_worker_once(marker)
        yield nutgraf.analyze_batch(batch, select=PARTS)


class Engines(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source, self.target = f"{folder.name}/in.parquet", f"{folder.name}/out"
        self.marker = f"{folder.name}/lost"
        pq.write_table(articles(), self.source)
        expected = nutgraf.analyze_batch(articles(), select=PARTS)
        self.expected = expected.select(["id", *PARTS]).sort_by("id").to_pylist()

    @unittest.skipUnless(importlib.util.find_spec("ray"), "Ray is not installed")
    def test_ray(self):
        import ray
        import with_ray

        self.addCleanup(ray.shutdown)
        with_ray.main(self.source, self.target, 2)
        self.assertEqual(self.expected, sorted_rows(self.target))
        data = ray.data.read_parquet(self.source).repartition(8)
        analyses = data.map_batches(
            ReaderToBeLost,
            fn_constructor_args=[self.marker],
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=2),
        )
        analyses.write_parquet(f"{self.target}-lost")
        self.assertTrue(os.path.exists(self.marker))
        self.assertEqual(self.expected, sorted_rows(f"{self.target}-lost"))

    @unittest.skipUnless(importlib.util.find_spec("pyspark"), "PySpark is not installed")
    def test_spark(self):
        import with_spark
        from pyspark.sql import SparkSession
        from pyspark.sql.pandas.types import from_arrow_schema

        with_spark.main(self.source, self.target, 2)
        self.assertEqual(self.expected, sorted_rows(self.target))
        spark = SparkSession.builder.master("local[2, 4]").getOrCreate()
        self.addCleanup(spark.stop)
        spark.sparkContext.addPyFile(__file__)
        read = functools.partial(read_batches_and_be_lost, self.marker)
        columns = from_arrow_schema(nutgraf.schema(select=PARTS))
        data = spark.read.parquet(self.source).repartition(8).mapInArrow(read, columns)
        data.write.parquet(f"{self.target}-lost")
        self.assertTrue(os.path.exists(self.marker))
        self.assertEqual(self.expected, sorted_rows(f"{self.target}-lost"))


if __name__ == "__main__":
    unittest.main()

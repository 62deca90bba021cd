"""How much faster two workers are than one: python speedup.py IN.parquet

Each engine reads the archive once to be warm, then with one worker and with two; the time is that of the reading, not
of the engine's start.
"""

import os
import sys
import time

import nutgraf

# Spark's workers run the first Python of the path otherwise, which may not have the package.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

PARTS = ["entities", "statements"]


class Reader:
    def __call__(self, table):
        return nutgraf.analyze_batch(table, select=PARTS)


def ray_seconds(source, workers):
    import ray

    ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
    data = ray.data.read_parquet(source).repartition(64).materialize()
    pool = ray.data.ActorPoolStrategy(size=workers)

    def read():
        return data.map_batches(
            Reader, batch_format="pyarrow", batch_size=None, compute=pool
        ).materialize()

    read()
    begun = time.perf_counter()
    read()
    seconds = time.perf_counter() - begun
    ray.shutdown()
    return seconds


def spark_seconds(source, workers):
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    spark = SparkSession.builder.master(f"local[{workers}]").getOrCreate()
    data = spark.read.parquet(source).repartition(16).cache()
    data.count()
    columns = from_arrow_schema(nutgraf.schema(select=PARTS))

    def read():
        analyses = data.mapInArrow(
            lambda batches: nutgraf.analyze_batches(batches, select=PARTS), columns
        )
        analyses.write.format("noop").mode("overwrite").save()

    read()
    begun = time.perf_counter()
    read()
    seconds = time.perf_counter() - begun
    spark.stop()
    return seconds


if __name__ == "__main__":
    for name, seconds in [("Ray", ray_seconds), ("Spark", spark_seconds)]:
        one, two = seconds(sys.argv[1], 1), seconds(sys.argv[1], 2)
        print(f"{name}: one worker {one:.1f} s, two {two:.1f} s, {one / two:.2f} times as fast")

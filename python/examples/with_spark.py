"""Reads an archive with PySpark: python with_spark.py IN.parquet OUT_FOLDER [WORKERS]

IN.parquet has the columns id, text and, if known, published.
"""

import functools
import sys

from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

import nutgraf

PARTS = ["entities", "statements"]


def main(source, target, workers=2):
    spark = SparkSession.builder.master(f"local[{workers}, 4]").getOrCreate()
    articles = spark.read.parquet(source).repartition(4 * workers)
    read = functools.partial(nutgraf.analyze_batches, select=PARTS)
    columns = from_arrow_schema(nutgraf.schema(select=PARTS))
    articles.mapInArrow(read, columns).write.mode("overwrite").parquet(target)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))

"""Reads an archive with Ray Data: python with_ray.py IN.parquet OUT_FOLDER [WORKERS]

IN.parquet has the columns id, text and, if known, published.
"""

import sys

import ray

import nutgraf


class Reader:
    """A process that stays: the model is loaded once, and none waits for another's start."""

    def __call__(self, table):
        return nutgraf.analyze_batch(table, select=["entities", "statements"])


def main(source, target, workers=2):
    # One more than readers: what loads and stores needs a place too.
    ray.init(num_cpus=workers + 1, include_dashboard=False, log_to_driver=False)
    articles = ray.data.read_parquet(source)
    analyses = articles.repartition(32 * workers).map_batches(
        Reader,
        batch_format="pyarrow",
        batch_size=None,
        compute=ray.data.ActorPoolStrategy(size=workers),
    )
    analyses.write_parquet(target)


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))

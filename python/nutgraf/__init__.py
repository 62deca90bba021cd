"""Reads news articles and pins every finding to the words that prove it.

    >>> import nutgraf
    >>> analysis = nutgraf.analyze("Ada Orr met the council of Nairobi.", published="2025-12-14")
    >>> [entity["name"] for entity in analysis["entities"]]
    ['Ada Orr', 'Nairobi']

The shape of an analysis is that of the JSON of every other surface (docs/nutgraf-1.schema.json). Offsets count what
Python counts, code points, unless told otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from . import _native

__all__ = ["analyze", "analyze_batch", "analyze_batches", "schema", "__version__"]
__version__: str = _native.__version__


def analyze(
    text: str, *, published: str | None = None, offsets: str = "chars", select: Sequence[str] = ()
) -> dict[str, Any]:
    """Reads an article.

    published: the day of publication, "2025-12-14"; wins over the one in the text.
    offsets: what spans count: "chars" (Python), "utf16" (JavaScript) or "bytes" (UTF-8).
    select: the parts of the analysis that are wanted; all if none is named.
    """
    return json.loads(_native.analyze_json(text, published, offsets, list(select)))


def analyze_batch(
    batch: pa.RecordBatch | pa.Table,
    *,
    text: str = "text",
    id: str = "id",  # noqa: A002: the name of the column that it names
    published: str = "published",
    offsets: str = "chars",
    select: Sequence[str] = (),
) -> pa.RecordBatch | pa.Table:
    """Reads the articles of a batch or table: a row out for each row in, in order, in the columns of `schema`.

    text, id, published: the columns to read; the last two may be missing. A row without a text keeps its place and
    has no analysis. Runs on one core and gives the interpreter's lock back: engines have a process for each core.
    """
    columns = [id, text, published]
    if isinstance(batch, pa.Table):
        read = [_native.analyze_batch(b, columns, offsets, list(select)) for b in batch.to_batches()]
        return pa.Table.from_batches(read, schema(offsets=offsets, select=select))
    return _native.analyze_batch(batch, columns, offsets, list(select))


def analyze_batches(batches: Iterable[pa.RecordBatch], **options: Any) -> Iterator[pa.RecordBatch]:
    """`analyze_batch` over many, one at a time: what PySpark's `mapInArrow` calls."""
    for batch in batches:
        yield analyze_batch(batch, **options)


def schema(*, offsets: str = "chars", select: Sequence[str] = ()) -> pa.Schema:
    """The columns of what `analyze_batch` gives."""
    return _native.schema(offsets, list(select))

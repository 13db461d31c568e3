"""The staged rows of a delivery, as the records that go into a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from kartoteka import ColumnType, Money, Number, Text

if TYPE_CHECKING:
    import pyarrow as pa


def staged_rows(file: Path, columns: Mapping[str, ColumnType], dialect: str, rows: int) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a staged file in lists of at most `rows`, in the order of `columns`."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(file) as parquet:
        for batch in parquet.iter_batches(rows):
            cells = [_values(values, kind, dialect) for values, kind in zip(batch.columns, columns.values(), strict=True)]
            yield list(zip(*cells, strict=True))


def records(
    file: Path, table: sa.Table, columns: Mapping[str, ColumnType], dialect: str, rows: int
) -> Iterator[list[dict[str, Any]]]:
    """The same as records of a table made by `target`."""
    for batch in staged_rows(file, columns, dialect, rows):
        yield [dict(zip(table.columns.keys(), row, strict=True)) for row in batch]


def _values(cells: pa.Array, kind: ColumnType, dialect: str) -> list[Any]:
    import pyarrow.compute as pc

    if kind is Text:
        cells = pc.replace_substring(cells, "\0", "\N{REPLACEMENT CHARACTER}")
    elif kind is Number:
        cells = pc.if_else(pc.is_finite(cells), cells, None)
    values: list[Any] = cells.to_pylist()
    if kind is Money and dialect == "sqlite":
        return [None if value is None else float(value) for value in values]
    return values

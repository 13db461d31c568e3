"""The rows of a source as one Parquet file of texts, each with its file, line and raw text: the ground of the careful way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.components.source import CsvFile
from kartoteka.engine.duckdb.sql import identifier, literal
from kartoteka.pipeline.land.careful import Row, careful_rows
from kartoteka.pipeline.land.layout import Layout
from kartoteka.pipeline.land.statement import Source

if TYPE_CHECKING:
    import pyarrow.parquet as pq

NUMBER, FILE, LINE, RAW, PROBLEM = "row:number", "row:file", "row:line", "row:raw", "row:problem"
_BATCH_ROWS = 50_000


def stage(layout: Layout, path: Path) -> Source:
    """Read every row of every file, and write what it is made of.

    Returns:
        The staged rows, numbered from 0 over all files.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [
            (NUMBER, pa.int64()),
            (FILE, pa.int32()),
            (LINE, pa.int64()),
            (RAW, pa.string()),
            (PROBLEM, pa.string()),
            *((slot.name, pa.string()) for slot in layout.slots),
        ]
    )
    with pq.ParquetWriter(path, schema) as writer:
        rows = 0
        for number, (file, positions) in enumerate(zip(layout.files, layout.positions, strict=True)):
            assert isinstance(file, CsvFile)
            rows = _stage_file(file, positions, number, rows, writer)
    return staged_source(path, layout)


def staged_source(path: Path, layout: Layout) -> Source:
    """The rows of a staged file as a relation."""
    kept = (NUMBER, FILE, LINE, PROBLEM)
    names = ", ".join(identifier(name) for name in (*kept, *(slot.name for slot in layout.slots)))
    return Source(f"SELECT {names} FROM read_parquet({literal(str(path))})", number=NUMBER, kept=kept)


def _stage_file(file: CsvFile, positions: Sequence[int | None], number: int, rows: int, writer: pq.ParquetWriter) -> int:
    batch: list[Row] = []
    for row in careful_rows(file):
        batch.append(row)
        if len(batch) == _BATCH_ROWS:
            _write(batch, positions, number, rows, writer)
            rows += len(batch)
            batch = []
    if batch:
        _write(batch, positions, number, rows, writer)
    return rows + len(batch)


def _write(batch: Sequence[Row], positions: Sequence[int | None], number: int, rows: int, writer: pq.ParquetWriter) -> None:
    import pyarrow as pa

    def cell(position: int | None) -> Callable[[Row], str | None]:
        return lambda row: None if position is None or row.cells is None else row.cells[position]

    columns = [
        range(rows, rows + len(batch)),
        [number] * len(batch),
        [row.line for row in batch],
        [row.raw for row in batch],
        [row.problem for row in batch],
        *([read(row) for row in batch] for read in map(cell, positions)),
    ]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, writer.schema, strict=True)]
    writer.write_batch(pa.record_batch(arrays, schema=writer.schema))

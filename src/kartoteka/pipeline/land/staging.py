"""The rows of a source as one Parquet file of texts, each with its file, line and raw text: the ground of the careful way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
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


def stage(layout: Layout, path: Path) -> str:
    """Read every row of every file, and write what it is made of.

    Returns:
        The staged rows as a relation, numbered from 0 over all files.
    """
    with open_staged(path, layout) as writer:
        rows = 0
        for number, (file, positions) in enumerate(zip(layout.files, layout.positions, strict=True)):
            assert isinstance(file, CsvFile)
            rows = write_rows(enumerate(careful_rows(file, layout.vital(number)), rows), positions, number, writer, rows)
    return f"read_parquet({literal(str(path))})"


def open_staged(path: Path, layout: Layout) -> pq.ParquetWriter:
    """A file for staged rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    slots = ((slot.name, pa.string()) for slot in layout.slots)
    told = [(NUMBER, pa.int64()), (FILE, pa.int32()), (LINE, pa.int64()), (RAW, pa.string()), (PROBLEM, pa.string())]
    return pq.ParquetWriter(path, pa.schema([*told, *slots]))


def staged_source(staged: str, layout: Layout) -> Source:
    """Staged rows as a source of cells."""
    kept = (NUMBER, FILE, LINE, PROBLEM)
    names = ", ".join(identifier(name) for name in (*kept, *(slot.name for slot in layout.slots)))
    return Source(f"SELECT {names} FROM {staged}", number=NUMBER, kept=kept)


def write_rows(
    numbered: Iterable[tuple[int, Row]], positions: Sequence[int | None], file: int, writer: pq.ParquetWriter, following: int
) -> int:
    """Write rows of a file, and give the number that follows the last one: `following` where there is none."""
    rows = iter(numbered)
    while batch := list(islice(rows, _BATCH_ROWS)):
        _write(batch, positions, file, writer)
        following = batch[-1][0] + 1
    return following


def _write(batch: Sequence[tuple[int, Row]], positions: Sequence[int | None], file: int, writer: pq.ParquetWriter) -> None:
    import pyarrow as pa

    def cell(position: int | None) -> Callable[[Row], str | None]:
        return lambda row: None if position is None or row.cells is None else row.cells[position]

    rows = [row for _, row in batch]
    columns = [
        [number for number, _ in batch],
        [file] * len(batch),
        [row.line for row in rows],
        [row.raw for row in rows],
        [row.problem for row in rows],
        *([read(row) for row in rows] for read in map(cell, positions)),
    ]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, writer.schema, strict=True)]
    writer.write_batch(pa.record_batch(arrays, schema=writer.schema))

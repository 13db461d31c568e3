"""The fast way: a clean source is read, parsed and written by the engine alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb.sql import identifier
from kartoteka.model.cells import CellReading
from kartoteka.pipeline.land.layout import Layout
from kartoteka.pipeline.land.statement import Source, parsed
from kartoteka.pipeline.land.written import PART, Written, emptied_writer, rejects_writer, write_parquet

if TYPE_CHECKING:
    from datetime import date

    import duckdb


def land_fast(
    connection: duckdb.DuckDBPyConnection, source: Source, layout: Layout, reading: CellReading, as_of: date, folder: Path
) -> Written:
    """Read, parse and write in one statement.

    Raises:
        duckdb.Error: At the first cell that cannot be read, or where a file is not what its layout says.
    """
    typed = parsed(connection, source, layout, reading, as_of, strict=True)
    values = ", ".join(f"{value} AS {identifier(name)}" for name, value in typed.values.items())
    rows = write_parquet(connection, f"SELECT {values} FROM {typed.relation}", folder / PART)
    with rejects_writer(folder), emptied_writer(folder):
        pass
    return Written(rows, rows, 0, 0)

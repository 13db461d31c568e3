"""The rows of any source for the careful way: numbered, each with its file, its line and its raw text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.components.source import CsvFile
from kartoteka.engine.duckdb.sql import literal
from kartoteka.pipeline.land.by_lines import stage_by_lines
from kartoteka.pipeline.land.layout import Layout
from kartoteka.pipeline.land.raw import parquet_source, stage_parquet
from kartoteka.pipeline.land.staging import stage
from kartoteka.pipeline.land.written import write_parquet

if TYPE_CHECKING:
    import duckdb


def staged_rows(connection: duckdb.DuckDBPyConnection, layout: Layout, work: Path) -> tuple[str, frozenset[str]]:
    """Stage the rows of all files of a layout in the folder `work`.

    Returns:
        The staged rows as a relation, and the slots whose cells were typed before they became texts.
    """
    path = work / "staged.parquet"
    if all(isinstance(file, CsvFile) for file in layout.files):
        return stage_by_lines(connection, layout, work) or stage(layout, path), frozenset()
    source = parquet_source(layout)
    write_parquet(connection, stage_parquet(layout, source), path)
    return f"read_parquet({literal(str(path))})", source.typed

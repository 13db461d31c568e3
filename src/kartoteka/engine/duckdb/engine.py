"""Lazy frames on an embedded DuckDB, in memory, spilling into the state folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka.engine.duckdb.memory import SHARE_OF_MACHINE, machine_memory
from kartoteka.engine.duckdb.sql import identifier, literal
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

BATCH_ROWS = 65_536
_PARQUET = "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION snappy, STRING_DICTIONARY_PAGE_SIZE_LIMIT 10000"
"""Smaller and written sooner than version 1. Dictionaries of texts that hardly repeat are given up early."""


class DuckDBEngine:
    """One database for one run.

    Args:
        temp_folder: Where DuckDB spills what does not fit; it is removed when the engine is closed.
        memory_limit: Bytes; where it is None, `memory_share` of the machine's memory.
        threads: As many as there are cores where it is None.

    Attributes:
        connection: Times are in UTC, and rows keep the order in which files hold them.
    """

    def __init__(
        self,
        temp_folder: Path,
        *,
        memory_limit: int | None = None,
        memory_share: Decimal = SHARE_OF_MACHINE,
        threads: int | None = None,
    ) -> None:
        import duckdb

        self._temp_folder = temp_folder
        settings: dict[str, Any] = {
            "memory_limit": f"{(memory_limit or int(machine_memory() * memory_share)) // 1024**2} MiB",
            "temp_directory": str(temp_folder),
        }
        if threads is not None:
            settings["threads"] = threads
        self.connection: duckdb.DuckDBPyConnection = duckdb.connect(config=settings)
        self.connection.execute("SET TimeZone = 'UTC'").fetchall()
        self.connection.execute("SET enable_progress_bar = false").fetchall()  # standard output is the command's
        self._tables = 0

    def scan(self, paths: Sequence[Path]) -> Frame:
        import narwhals.stable.v2 as nw

        return nw.from_native(self.connection.read_parquet([str(path) for path in paths]))

    def from_arrow(self, table: pa.Table) -> Frame:
        import narwhals.stable.v2 as nw

        name = self._next_name("arrow")
        self.connection.register("_incoming", table)
        try:
            self.connection.execute(f"CREATE TABLE {identifier(name)} AS SELECT * FROM _incoming").fetchall()
        finally:
            self.connection.unregister("_incoming")
        return nw.from_native(self.connection.table(identifier(name)))

    def materialise(self, frame: Frame, name: str, types: Mapping[str, ColumnType] | None = None) -> Frame:
        import narwhals.stable.v2 as nw

        columns = frame.collect_schema().names()
        table = self._next_name(name)
        relation = frame.to_native()
        casts = (
            f"CAST({identifier(column)} AS {types[column].sql}) AS {identifier(column)}"
            if types and column in types
            else identifier(column)
            for column in columns
        )
        relation.project(", ".join(casts)).create(identifier(table))
        return nw.from_native(self.connection.table(identifier(table)))

    def grouped(self, frame: Frame, by: Sequence[str], aggregates: Mapping[str, str]) -> Frame:
        """One row for each group, with aggregates written in SQL, for those for which frames have no word."""
        import narwhals.stable.v2 as nw

        keys = ", ".join(identifier(name) for name in by)
        each = (f"{aggregate} AS {identifier(name)}" for name, aggregate in aggregates.items())
        grouped: Frame = nw.from_native(frame.to_native().aggregate(", ".join([keys, *each]), keys))
        return grouped

    def numbered_lines(self, paths: Sequence[Path], name: str, first_by: Sequence[str]) -> Frame:
        """The rows of Parquet files with one more column, by which they are ordered: a binary text, another one for each row.

        Args:
            paths: Files of one schema; of rows that are equal otherwise those of a later file, and further down, come later.
            name: What the column is called.
            first_by: Expressions in SQL, the weightiest first.
        """
        import narwhals.stable.v2 as nw

        files = ", ".join(literal(str(path)) for path in paths)
        by = ", ".join(f"{expression}, 'ASC NULLS FIRST'" for expression in (*first_by, "file_index", "file_row_number"))
        relation = self.connection.sql(f"SELECT *, create_sort_key({by}) AS {identifier(name)} FROM read_parquet([{files}])")
        lines: Frame = nw.from_native(relation)
        return lines

    def hashed(self, frame: Frame, column: str, name: str) -> Frame:
        """A frame with one more column: a whole number made of a text, nearly always another one for another text."""
        import narwhals.stable.v2 as nw

        relation = frame.to_native().project(f"*, CAST(hash({identifier(column)}) >> 1 AS BIGINT) AS {identifier(name)}")
        hashed: Frame = nw.from_native(relation)
        return hashed

    def count(self, frame: Frame) -> int:
        import narwhals.stable.v2 as nw

        return int(frame.select(nw.len()).collect("pyarrow").item(0, 0))

    def rows(self, frame: Frame) -> list[dict[str, Any]]:
        return [dict(row) for row in frame.collect("pyarrow").to_arrow().to_pylist()]

    def write_parquet(self, frame: Frame, path: Path, sort_by: Sequence[str]) -> int:
        query = frame.sort(*sort_by).to_native().sql_query()
        copied = self.connection.execute(f"COPY ({query}) TO {literal(str(path))} ({_PARQUET})").fetchall()
        return int(copied[0][0])

    def batches(self, frame: Frame) -> Iterator[pa.RecordBatch]:
        yield from frame.to_native().to_arrow_reader(BATCH_ROWS)

    def close(self) -> None:
        self.connection.close()
        shutil.rmtree(self._temp_folder, ignore_errors=True)

    def _next_name(self, stem: str) -> str:
        self._tables += 1
        return f"{stem}_{self._tables}"

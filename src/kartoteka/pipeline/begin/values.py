"""The different values of a column, of all rows where they can be had quickly, else of the sample."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb import parse
from kartoteka.engine.duckdb.sql import identifier
from kartoteka.pipeline.begin.look import Looked
from kartoteka.pipeline.land.raw import csv_source
from kartoteka.pipeline.land.statement import Source

if TYPE_CHECKING:
    import duckdb


class Values:
    """Looks values up and remembers them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, work: Path) -> None:
        self.connection = connection
        self.work = work
        self._known: dict[tuple[str, int], frozenset[str]] = {}
        self._whole: dict[str, Source | None] = {}

    def of(self, looked: Looked, position: int) -> frozenset[str]:
        """The different values of a column."""
        key = looked.table, position
        if key not in self._known:
            self._known[key] = self._read(looked, position)
        return self._known[key]

    def whole(self, looked: Looked) -> Source | None:
        """All rows of a table as the engine reads them by itself; None where it cannot."""
        if looked.table not in self._whole:
            folder = self.work / f"whole-{looked.table}"
            folder.mkdir(exist_ok=True)
            try:
                self._whole[looked.table] = csv_source(looked.layout, folder)
            except UnicodeDecodeError:
                self._whole[looked.table] = None
        return self._whole[looked.table]

    def _read(self, looked: Looked, position: int) -> frozenset[str]:
        import duckdb

        cell = identifier(looked.layout.slots[position].name)
        whole = None if looked.whole else self.whole(looked)
        if whole is not None:
            try:
                return self._distinct(cell, f"({whole.sql})")
            except duckdb.Error:
                pass  # rows that the engine cannot cut: landing takes the careful way then, and the sample has to do here
        return self._distinct(cell, looked.staged)

    def _distinct(self, cell: str, rows: str) -> frozenset[str]:
        found = self.connection.execute(f"SELECT DISTINCT {parse.text(cell)} FROM {rows}").fetchall()
        return frozenset(value for (value,) in found if value is not None)

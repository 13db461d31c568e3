"""Fill the cells that lookups give, for each of the two ways of landing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb.sql import identifier, literal
from kartoteka.model.cells import BLANKS
from kartoteka.pipeline.land.layout import Layout
from kartoteka.pipeline.land.lookup_load import FOUND, KEY, LoadedLookup, key_of
from kartoteka.pipeline.land.staging import NUMBER
from kartoteka.pipeline.land.written import write_parquet

if TYPE_CHECKING:
    import duckdb

FEW = 50_000
"""Rows of a lookup that the engine can hold as a list beside each of its chunks without being slowed down."""

_ENUM = "kartoteka_lookup_{}"


@dataclass(frozen=True, slots=True)
class Lookups:
    """The lookups of a source, loaded.

    Args:
        layout: The layout, with slots that know how they are read.
        loaded: In the order of the layout's lookups.
        work: A folder for large tables.
    """

    connection: duckdb.DuckDBPyConnection
    layout: Layout
    loaded: Sequence[LoadedLookup]
    work: Path

    def in_order(self, sql: str, blanks: str) -> str:
        """A SELECT of cells with those that are looked up, rows in the order in which they come.

        A join would lose that order. So the keys of a small table become an enumeration, whose codes are positions in lists of
        cells; rows that meet a large one are numbered, joined, and sorted again.
        """
        for number, loaded in enumerate(self.loaded):
            if loaded.rows > FEW:
                sql = self._joined(sql, number, blanks)
            elif loaded.rows:
                sql = self._by_code(sql, number, blanks)
        return sql

    def joined(self, relation: str) -> str:
        """A relation of numbered cells with those that are looked up, in any order."""
        for number, loaded in enumerate(self.loaded):
            cells = ", ".join(f"looked.{identifier(there)} AS {identifier(here)}" for here, there in self._filled(loaded))
            key = self._key(loaded, number, BLANKS)
            relation = (
                f"(SELECT given.* REPLACE ({cells}) FROM {relation} AS given "
                f"LEFT JOIN {_rows(loaded)} AS looked ON {key} = looked.{identifier(KEY)})"
            )
        return relation

    def _key(self, loaded: LoadedLookup, number: int, blanks: str) -> str:
        slots = [self.layout.slots[slot] for slot, _ in loaded.lookup.keys]
        own = all(slot.lookup is None for slot in slots)
        return key_of([slot.name for slot in slots], blanks if own else BLANKS)

    def _filled(self, loaded: LoadedLookup) -> list[tuple[str, str]]:
        cells = [self.layout.slots[slot].name for slot in loaded.lookup.cells]
        return [*((cell, cell) for cell in cells), (self.layout.slots[loaded.lookup.found].name, FOUND)]

    def _by_code(self, sql: str, number: int, blanks: str) -> str:
        loaded = self.loaded[number]
        enum, code = identifier(_ENUM.format(number)), identifier(f"code:{number}")
        cells = ", ".join(
            f"list_extract((SELECT list({identifier(there)} ORDER BY {identifier(NUMBER)}) FROM {_rows(loaded)}), {code}) "
            f"AS {identifier(here)}"
            for here, there in self._filled(loaded)
            if there != FOUND
        )
        found = f"CASE WHEN {code} IS NOT NULL THEN '' END AS {identifier(self.layout.slots[loaded.lookup.found].name)}"
        key = self._key(loaded, number, blanks)
        coded = f"SELECT *, CAST(enum_code(try_cast({key} AS {enum})) AS INTEGER) + 1 AS {code} FROM ({sql})"
        return f"SELECT * EXCLUDE ({code}) REPLACE ({', '.join(filter(None, (cells, found)))}) FROM ({coded})"

    def _joined(self, sql: str, number: int, blanks: str) -> str:
        loaded = self.loaded[number]
        plain, joined = self.work / f"plain-{number}.parquet", self.work / f"joined-{number}.parquet"
        write_parquet(self.connection, sql, plain)
        cells = ", ".join(f"looked.{identifier(there)} AS {identifier(here)}" for here, there in self._filled(loaded))
        key = self._key(loaded, number, blanks)
        query = (
            f"SELECT given.* EXCLUDE (file_row_number) REPLACE ({cells}) "
            f"FROM read_parquet({literal(str(plain))}, file_row_number=true) AS given "
            f"LEFT JOIN {_rows(loaded)} AS looked ON {key} = looked.{identifier(KEY)} ORDER BY given.file_row_number"
        )
        write_parquet(self.connection, query, joined)
        plain.unlink()
        return f"SELECT * FROM read_parquet({literal(str(joined))})"


@contextmanager
def enumerated(lookups: Lookups) -> Iterator[Lookups]:
    """Make the keys of small lookups enumerations for as long as a source is landed."""
    small = [number for number, loaded in enumerate(lookups.loaded) if 0 < loaded.rows <= FEW]
    try:
        for number in small:
            keys = f"SELECT {identifier(KEY)} FROM {_rows(lookups.loaded[number])} ORDER BY {identifier(NUMBER)}"
            lookups.connection.execute(f"CREATE TYPE {identifier(_ENUM.format(number))} AS ENUM ({keys})").fetchall()
        yield lookups
    finally:
        for number in small:
            lookups.connection.execute(f"DROP TYPE IF EXISTS {identifier(_ENUM.format(number))}").fetchall()


def _rows(loaded: LoadedLookup) -> str:
    return f"read_parquet({literal(str(loaded.path))})"

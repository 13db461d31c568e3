"""The files that landing writes: the table itself, the rejected rows, the emptied cells."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka.engine.duckdb.sql import literal
from kartoteka.formulas import defused_within
from kartoteka.pipeline.land.landed import EMPTIED, REJECTS, Emptied

if TYPE_CHECKING:
    import duckdb

PART = "part-0.parquet"
_PARQUET = "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION uncompressed, STRING_DICTIONARY_PAGE_SIZE_LIMIT 10000"
"""The encodings of version 2 alone make a table about half as large as its source, and are read a fourth faster than those of
version 1; packing them further would take longer than it saves. A dictionary of more than 10 kB is of a column whose texts
hardly repeat: to give it up early saves a fifth of the time.
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written into the draft folder: rows, emptied cells, and each column with such cells."""

    read: int
    landed: int
    rejected: int
    emptied: int
    emptied_columns: Sequence[Emptied] = ()


def write_parquet(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> int:
    """Run a query into a Parquet file, rows in order, and give their number."""
    (copied,) = connection.execute(f"COPY ({query}) TO {literal(str(path))} ({_PARQUET})").fetchall()
    return int(copied[0])


def rejects_writer(folder: Path) -> AbstractContextManager[_Defusing]:
    """A CSV writer for rejected rows."""
    return _csv(folder / REJECTS, ("file", "line", "reason", "raw"))


def emptied_writer(folder: Path) -> AbstractContextManager[_Defusing]:
    """A CSV writer for cells that were left empty."""
    return _csv(folder / EMPTIED, ("file", "line", "column", "reason", "cell"))


@contextmanager
def _csv(path: Path, header: Sequence[str]) -> Iterator[_Defusing]:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        yield _Defusing(writer)


class _Defusing:
    """A CSV writer for a file that people open in a spreadsheet, which is not to run what strangers have typed."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def writerow(self, row: Iterable[Any]) -> None:
        self._writer.writerow([defused_within(cell) if isinstance(cell, str) else cell for cell in row])

    def writerows(self, rows: Iterable[Iterable[Any]]) -> None:
        for row in rows:
            self.writerow(row)

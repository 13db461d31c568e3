"""A cell of a source: what columns are made of."""

from __future__ import annotations

from dataclasses import dataclass

from kartoteka.components.source import BatchFile, CsvFile, ParquetFile
from kartoteka.model.cells import CellReading
from kartoteka.model.types import ColumnType

SourceFile = CsvFile | ParquetFile | BatchFile


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the source that something is made of.

    Attributes:
        name: What it is called in statements; no header of a file is called so.
        header: What a person calls it.
        type: As what it is read.
        lookup: Which of the lookups gives it; None for a cell of the source's own files.
        reading: How it is read, where that is known to differ from the source's own cells.
        mere_number: The currency of the row does not apply to it: it is multiplied by an amount.
    """

    name: str
    header: str
    type: ColumnType
    lookup: int | None = None
    reading: CellReading | None = None
    mere_number: bool = False

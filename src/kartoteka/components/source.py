"""Sources: each says where customers, contacts or orders are. It knows nothing of engines."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kartoteka.components.base import Component

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a file that nobody had said and that was settled by looking at it.

    Attributes:
        what: `encoding`, `delimiter`, `header`, `footer`, …
        found: What it was taken to be: `cp1250`.
        because: What speaks for it, in words.
        override: What to write in the project file where it is wrong: `encoding: cp1252`; empty where nothing can be written.
        others: What else it could be, where that can be listed: the names of the other sheets.
    """

    what: str
    found: str
    because: str
    override: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A delimited text file, understood far enough to be read.

    Attributes:
        path: The file.
        columns: The header's cells in order, or the names given for a file without a header.
        encoding: A codec that Python knows.
        delimiter: One character; `None` for runs of blanks.
        quote: One character, doubled inside a quoted cell; `None` where the file has no quoting.
        skip_lines: How many physical lines come before the first data row (preamble and header).
        header_lines: How many of those, the last ones, are the header; 0 for a file without.
        footer_lines: How many physical lines at the end are totals and notes; they are rejected, with that reason.
        escape: One character that makes the next one plain, such as a quote inside a quoted cell; `None` where there is none.
        first_cell: The position, from 0, of the first of the columns in a row.
        width: How many cells a row has where those of `columns` are a part of them, the others being another table's.
        compression: How the file is packed.
        blanks: Those of the characters in `kartoteka.BLANKS` that data cells hold, where that is known; all of them may occur
            where None. A file without unusual blanks is read faster.
        findings: What was guessed on the way, for people.
    """

    path: Path
    columns: tuple[str, ...]
    encoding: str = "utf-8"
    delimiter: str | None = ","
    quote: str | None = '"'
    skip_lines: int = 1
    compression: Literal["gzip", "zstd"] | None = None
    blanks: str | None = None
    findings: tuple[Finding, ...] = ()
    header_lines: int = 1
    footer_lines: int = 0
    escape: str | None = None
    first_cell: int = 0
    width: int | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the engine alone can tell its rows: nothing stands below or beside them, and nothing is escaped."""
        return self.escape is None and not self.footer_lines and self.width is None


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """A Parquet file; its types are taken as they are.

    Attributes:
        original: The file that it was made from; None where it is itself what the user has.
    """

    path: Path
    columns: tuple[str, ...]
    original: Path | None = None


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A file that its source reads itself, by `FileSource.batches`.

    Attributes:
        path: The file.
        columns: The names of its columns in order.
        format: What a person calls such files: `Excel`.
        findings: What was guessed on the way, for people.
    """

    path: Path
    columns: tuple[str, ...]
    format: str
    findings: tuple[Finding, ...] = ()


ROW_LINE, ROW_RAW, ROW_PROBLEM = "row:line", "row:raw", "row:problem"
"""Columns that the batches of a `BatchFile` may have beside its own: the number of the row in the file (int64), its text as it
stands there, and why it cannot be used (text, empty where it can). Such a row is rejected with its number and text."""


class Source(Component):
    """The shared half of every source. Subclass `FileSource`, `BatchSource` or `IncrementalSource`."""


class FileSource(Source):
    """Points at files which the engine reads itself."""

    @abstractmethod
    def paths(self) -> Sequence[Path]:
        """The files, in the order of their names. Landing compares their state with what it read last time.

        Raises:
            InputError: There is none.
        """

    @abstractmethod
    def describe(self, path: Path) -> CsvFile | ParquetFile | BatchFile:
        """How one of the files is to be read. Called only when it is going to be.

        Raises:
            InputError: It cannot be understood; the message names the file and the option that would settle it.
        """

    def batches(self, file: BatchFile) -> Iterator[pa.RecordBatch]:
        """The rows of a file that is described as a `BatchFile`, every batch of the same schema.

        Its columns are those of the file in their order; then any of `ROW_LINE`, `ROW_RAW` and `ROW_PROBLEM`.
        """
        raise NotImplementedError(f"{type(self).__name__} describes files that it has to read itself")


class BatchSource(Source):
    """Streams rows from a system that has to be asked."""

    @abstractmethod
    def version(self) -> str | None:
        """What changes when the data changes (a watermark); None where that cannot be known, so that it is read again."""

    def columns(self) -> Sequence[str]:
        """The names of the columns; the first batch is read for them, unless there is a shorter way."""
        batches = self.batches()
        try:
            first = next(batches, None)
        finally:
            close = getattr(batches, "close", None)
            if close is not None:
                close()
        return () if first is None else tuple(first.schema.names)

    @abstractmethod
    def batches(self) -> Iterator[pa.RecordBatch]:
        """All rows, in an order of the source's own, every batch of the same schema."""

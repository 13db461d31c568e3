"""Campaign lists as delimited text that a spreadsheet opens right."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka import ColumnType, ConfigError, Day, FileExporter, Money, Number, Rows, Text
from kartoteka import gettext as _
from kartoteka_csv.exporter_cells import defuse, payload, quote
from kartoteka_csv.exporter_options import CsvExporterOptions, Dialect

if TYPE_CHECKING:
    import pyarrow as pa

_WORKERS = 2
_AHEAD = 4
"""Chunks that are under way at once, so that no worker waits while finished lines are written."""

_CHUNK_ROWS = 32_768


class CsvExporter(FileExporter):
    """A CSV file. Numbers are written as numbers, days as `2026-11-30`, empty cells as nothing."""

    Options = CsvExporterOptions

    def write(self, rows: Rows, file: Path) -> None:
        writer = _Writer(Dialect.of(self.options, self.context.locale), rows.columns, self.plain_text)
        with file.open("wb") as stream:
            stream.write(writer.beginning())
            for piece in _in_order(writer.lines, enumerate(self.chunks(rows, _CHUNK_ROWS))):
                stream.write(piece)


class _Writer:
    """Turns chunks of rows into bytes, column by column: a loop over cells would take a hundred times as long."""

    def __init__(
        self, dialect: Dialect, columns: Mapping[str, ColumnType], plain_text: Callable[[pa.Array, ColumnType], pa.Array]
    ) -> None:
        self._dialect = dialect
        self._columns = columns
        self._plain_text = plain_text

    def beginning(self) -> bytes:
        """The byte-order mark, and the header where there is to be one. Its names are text like any other."""
        import pyarrow as pa

        if not self._dialect.header:
            return self._dialect.mark
        names = [self._text(pa.array([name], pa.string())) for name in self._columns]
        return self._dialect.mark + self._encoded(self._joined(names), names, None)

    def lines(self, numbered: tuple[int, pa.RecordBatch]) -> bytes:
        """The lines of one chunk."""
        number, chunk = numbered
        cells = [self._cells(values, kind) for values, kind in zip(chunk.columns, self._columns.values(), strict=True)]
        return self._encoded(self._joined(cells), cells, number * _CHUNK_ROWS)

    def _cells(self, values: pa.Array, kind: ColumnType) -> pa.Array:
        import pyarrow.compute as pc

        if kind is Text:
            return self._text(values)
        if kind is Day and self._dialect.date_format is not None:
            # There are few days and many rows, and formatting is slow.
            days = values.dictionary_encode()
            return quote(pc.strftime(days.dictionary, self._dialect.date_format).take(days.indices), self._dialect.delimiter)
        plain = self._plain_text(values, kind)
        if kind in (Money, Number) and self._dialect.decimal != ".":
            return pc.replace_substring(plain, ".", self._dialect.decimal)
        return plain

    def _text(self, values: pa.Array) -> pa.Array:
        return quote(defuse(values) if self._dialect.formula_safe else values, self._dialect.delimiter)

    def _joined(self, cells: list[pa.Array]) -> pa.Array:
        import pyarrow.compute as pc

        if len(cells) == 1:
            # An empty line would be skipped by whoever reads the file.
            cells = [pc.if_else(pc.equal(pc.fill_null(cells[0], ""), ""), '""', cells[0])]
        cells = [*cells[:-1], pc.binary_join_element_wise(pc.fill_null(cells[-1], ""), self._dialect.line_ending, "")]
        return pc.binary_join_element_wise(*cells, self._dialect.delimiter, null_handling="replace", null_replacement="")

    def _encoded(self, lines: pa.Array, cells: list[pa.Array], first_row: int | None) -> bytes:
        encoded = payload(lines)
        if self._dialect.encoding == "utf-8":
            return encoded
        try:
            return encoded.decode().encode(self._dialect.encoding, self._dialect.errors)
        except UnicodeEncodeError as error:
            raise self._unencodable(error.object[error.start], cells, first_row) from None

    def _unencodable(self, character: str, cells: list[pa.Array], first_row: int | None) -> ConfigError:
        """Says where the first cell is that holds the character."""
        places = (
            (row, name, value)
            for row, values in enumerate(zip(*(column.to_pylist() for column in cells), strict=True))
            for name, value in zip(self._columns, values, strict=True)
        )
        row, name, value = next(place for place in places if character in (place[2] or ""))
        encoding = self._dialect.encoding
        if first_row is None:
            message = _(
                "the header: {value!r} has {character!r}, which the encoding {encoding} does not have",
                value=value,
                character=character,
                encoding=encoding,
            )
        else:
            message = _(
                "row {row}, column {name}: {value!r} has {character!r}, which the encoding {encoding} does not have",
                row=first_row + row + 1,
                name=name,
                value=value,
                character=character,
                encoding=encoding,
            )
        return ConfigError(
            message,
            hint=_("Leave `encoding` out to write UTF-8, or set `errors: replace` to write a question mark instead."),
        )


def _in_order(
    work: Callable[[tuple[int, pa.RecordBatch]], bytes], chunks: Iterable[tuple[int, pa.RecordBatch]]
) -> Iterator[bytes]:
    """The work done on each chunk by a few threads, in the order of the chunks, with few of them in memory."""
    source = iter(chunks)
    with ThreadPoolExecutor(_WORKERS) as pool:
        pending: deque[Future[bytes]] = deque(pool.submit(work, chunk) for chunk in islice(source, _AHEAD))
        while pending:
            done = pending.popleft().result()
            pending.extend(pool.submit(work, chunk) for chunk in islice(source, 1))
            yield done

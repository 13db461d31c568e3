"""The careful way through a text file: every physical line is accounted for, and none of them stops the reading."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kartoteka.components.source import CsvFile
from kartoteka.language import N_, ngettext
from kartoteka.language import gettext as _
from kartoteka.model.cells import BLANKS
from kartoteka.pipeline.land.open_text import BAD_BYTES, open_text

LONGEST_CELL = 2_000_000
"""Characters, as many as DuckDB takes. A quote that is never closed is noticed after that many."""


BELOW = N_("stands below the rows, as totals and notes do; where it is a row, say footer_lines: 0")
"""Why a row of the footer is rejected."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file.

    Attributes:
        line: The physical line on which it begins, from 1.
        raw: Its text, without the last line end; U+FFFD stands for bytes that the encoding has no character for.
        cells: As many as the header has; None where the row cannot be cut into cells.
        problem: Why it cannot.
    """

    line: int
    raw: str
    cells: list[str] | None
    problem: str | None = None


def careful_rows(file: CsvFile, vital: Sequence[int] = ()) -> Iterator[Row]:
    """The rows of a file in order. A line, or a row, whose cells are all blank is no row.

    Args:
        file: The file.
        vital: A row with too few or too many cells is one nevertheless where a cell at one of these positions has a text.
    """
    with open_text(file.path, file.encoding, file.compression) as stream:
        lines = _Lines(stream, file.footer_lines)
        for _line in range(file.skip_lines):
            if next(lines, None) is None:
                return
        cut = _by_blanks(lines) if file.delimiter is None else _by_delimiter(lines, file)
        for line, raw, cells, problem in cut:
            row = _checked(file, line, raw.rstrip("\r\n"), cells, problem, vital)
            if row is not None:
                yield row
        for number, raw in enumerate(lines.held_back(), lines.number + 1):
            if raw.strip(BLANKS + (file.delimiter or "")):
                yield Row(number, raw.rstrip("\r\n").replace(BAD_BYTES, "\ufffd"), None, _(BELOW))


class SeveralLines(Exception):
    """A row does not end with its first line."""


def row_of_line(file: CsvFile, number: int, line: str, vital: Sequence[int] = ()) -> Row | None:
    """The row that begins with a line, which has no line end; None for one of blanks. What follows cannot change it.

    `vital` is as for `careful_rows`.

    Raises:
        SeveralLines: It opens a quote, so that the next lines may belong to it.
    """
    assert file.delimiter is not None
    try:
        next(_reader([line + "\n"], file))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise SeveralLines from error
    *__, cells, problem = next(_by_delimiter(_Lines(iter([line + "\n"])), file))
    return _checked(file, number, line, cells, problem, vital)


def _checked(
    file: CsvFile, line: int, raw: str, cells: list[str] | None, problem: str | None, vital: Sequence[int]
) -> Row | None:
    if BAD_BYTES in raw:
        reason = _("has bytes that are no characters in {encoding}; say which encoding the file has", encoding=file.encoding)
        return Row(line, raw.replace(BAD_BYTES, "\ufffd"), None, reason)
    if cells is None:
        return Row(line, raw, None, problem)
    if file.width is not None:
        return _within(file, line, raw, cells)
    if not cells or not any(cell.strip(BLANKS) for cell in cells):
        return None
    width = len(file.columns)
    if len(cells) > width and not any(cell.strip(BLANKS) for cell in cells[width:]):
        cells = cells[:width]
    if len(cells) != width and any(cells[at].strip(BLANKS) for at in vital if at < len(cells)):
        cells = [*cells, *[""] * width][:width]
    if len(cells) != width:
        return Row(
            line,
            raw,
            None,
            ngettext(
                "has {number} cell where the header has {width}",
                "has {number} cells where the header has {width}",
                len(cells),
                number=len(cells),
                width=width,
            ),
        )
    return Row(line, raw, cells)


def _within(file: CsvFile, line: int, raw: str, cells: list[str]) -> Row | None:
    """A row of a table beside others. What stands next to its cells is a blank column, or the row has been shifted."""
    first, end = file.first_cell, file.first_cell + len(file.columns)
    own = cells[first:end]
    if not any(cell.strip(BLANKS) for cell in own):
        return None
    edges = (*cells[max(0, first - 1) : first], *cells[end : end + 1])
    if len(own) < end - first or any(cell.strip(BLANKS) for cell in edges):
        return Row(
            line,
            raw,
            None,
            _(
                "has {number} cells, and its own do not stand from the {first}. to the {last}. alone",
                number=len(cells),
                first=first + 1,
                last=end,
            ),
        )
    return Row(line, raw, own)


class _Lines:
    """Physical lines with their numbers; lines that were read too far can be put back, and the last ones are held back."""

    def __init__(self, stream: Iterator[str], held_back: int = 0) -> None:
        self._stream = stream
        self._held = deque(islice(stream, held_back))
        self._put_back: list[str] = []
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._put_back:
            line = self._put_back.pop()
        else:
            line = next(self._stream)
            if self._held:
                self._held.append(line)
                line = self._held.popleft()
        self.number += 1
        self.taken.append(line)
        return line

    def held_back(self) -> Iterator[str]:
        """The last lines of the stream, when all others have been taken."""
        return iter(self._held)

    def put_back_all_but_first(self) -> None:
        later = self.taken[1:]
        self._put_back.extend(reversed(later))
        self.number -= len(later)
        del self.taken[1:]


_Cut = tuple[int, str, list[str] | None, str | None]


def _by_blanks(lines: _Lines) -> Iterator[_Cut]:
    for raw in lines:
        yield lines.number, raw, raw.split(), None


def _by_delimiter(lines: _Lines, file: CsvFile) -> Iterator[_Cut]:
    """Cut rows; of a row whose quotes go wrong only the first line is given up, and reading goes on with the second."""
    csv.field_size_limit(LONGEST_CELL)
    rows = _reader(lines, file)
    while True:
        lines.taken.clear()
        cells: list[str] | None = None
        problem: str | None = None
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            rows = _reader(lines, file)
            problem = _in_words(error, len(lines.taken))
            if len(lines.taken) > 1:
                lines.put_back_all_but_first()
            elif file.quote is not None:
                cells = _without_blanks_after_quotes(lines.taken[0], file, file.quote)
        raw = "".join(lines.taken)
        yield lines.number - len(lines.taken) + 1, raw, cells, problem


def _reader(lines: Iterable[str], file: CsvFile) -> Iterator[list[str]]:
    assert file.delimiter is not None
    return csv.reader(
        lines,
        delimiter=file.delimiter,
        quotechar=file.quote,
        quoting=csv.QUOTE_NONE if file.quote is None else csv.QUOTE_MINIMAL,
        escapechar=file.escape,
        skipinitialspace=file.delimiter != " ",
        strict=True,
    )


def _in_words(error: csv.Error, lines: int) -> str:
    if "field larger" in str(error):
        return _("has a cell of more than {most} characters: a quote may not be closed", most=LONGEST_CELL)
    if lines > 1 or "unexpected end" in str(error):
        return _("opens a quote that is not closed")
    return _("has text after a closing quote")


def _without_blanks_after_quotes(line: str, file: CsvFile, quote: str) -> list[str] | None:
    """The cells of a line that has blanks between a closing quote and the delimiter, which do no harm."""
    mark, end = re.escape(quote), re.escape(file.delimiter or "")
    mended = re.sub(rf"{mark}[ \t]+(?={end}|\r?\n?$)", quote, line)
    try:
        return next(_reader([mended], file))
    except (csv.Error, StopIteration):
        return None

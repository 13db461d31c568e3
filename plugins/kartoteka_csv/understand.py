"""How a file is understood: what was said of it, and of everything else what its first and last rows say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kartoteka import Finding, InputError
from kartoteka import gettext as _
from kartoteka_csv.beside import find_range, within
from kartoteka_csv.dialect import GuessedDialect, Said, guess_dialect
from kartoteka_csv.ends import first_lines, last_rows
from kartoteka_csv.findings import (
    of_delimiter,
    of_escape,
    of_footer,
    of_header,
    of_no_header,
    of_quote,
    of_range,
    of_rows_of_header,
)
from kartoteka_csv.footer import find_footer
from kartoteka_csv.header import Columns, FoundHeader, Known, columns_of, find_header, header_of, rows_of_header
from kartoteka_csv.options import DELIMITERS, GUESS
from kartoteka_csv.sample import Dialect, SampleRow, cut

_ROWS = 300


@dataclass
class Understood:
    """A file cut into header, rows and what stands around them; the attributes are those of `kartoteka.CsvFile`."""

    columns: tuple[str, ...]
    dialect: Dialect
    skip_lines: int
    header_lines: int
    footer_lines: int = 0
    first_cell: int = 0
    width: int | None = None
    findings: list[Finding] = field(default_factory=list)


def understand(
    path: Path, encoding: str, options: Mapping[str, Any], known: Callable[[Sequence[str]], tuple[int, int]]
) -> Understood:
    """Understand a file.

    Args:
        path: The file.
        encoding: A codec.
        options: What was said; None, or `guess`, for what was not.
        known: Tells how many required fields, and how many cells in all, a row of texts names.

    Raises:
        InputError: There is nothing in it, or it is not what was said.
    """
    lines, whole = first_lines(path, encoding)
    start = options["skip_lines"] or 0
    said_inside = delimiter_said(lines[start : start + 1])
    if said_inside is not None:
        start += 1
    guessed = guess_dialect(lines[start:], _said(options, said_inside))
    rows = list(cut(lines[start:], guessed.dialect, _ROWS, above=start))
    if not rows:
        raise InputError(_("{file} is empty", file=path.name), hint=_("It should at least have a header."))
    looked = _Look(path, encoding, options, known, guessed, rows, lines if whole else None)
    return looked.understood()


def delimiter_said(lines: Sequence[str]) -> str | None:
    """What Excel's own first line says: `sep=;`."""
    line = lines[0].strip("\ufeff\r\n").strip('"') if lines else ""
    return line[4] if len(line) == 5 and line[:4].lower() == "sep=" else None


def _said(options: Mapping[str, Any], inside: str | None) -> Said:
    written = options["delimiter"]
    delimiter = (inside or "") if written is None else DELIMITERS.get(written, written)
    quote, escape = ("" if options[name] == GUESS else options[name] for name in ("quote", "escape"))
    return Said(delimiter, quote, escape)


class _Look:
    """One look at one file."""

    def __init__(
        self,
        path: Path,
        encoding: str,
        options: Mapping[str, Any],
        known: Known,
        guessed: GuessedDialect,
        rows: list[SampleRow],
        lines: list[str] | None,
    ) -> None:
        self.path = path
        self.encoding = encoding
        self.options = options
        self.known = known
        self.guessed = guessed
        self.rows = rows
        self.lines = lines
        self.findings: list[Finding] = []

    def understood(self) -> Understood:
        dialect = self.guessed.dialect
        self.findings += [*of_delimiter(self.guessed), *of_quote(self.guessed), *of_escape(self.guessed)]
        first, width = 0, None
        tables = self._tables()
        if tables is not None:
            (first, end), *others = tables
            width = max(len(row.cells) for row in self.rows)
            self.rows = within(self.rows, first, end)
            if not self.rows:
                raise InputError(
                    _("{file} has nothing in the columns {first}-{end}", file=self.path.name, first=first + 1, end=end),
                    hint=_("Change column_range."),
                )
            if self.options["column_range"] is None:
                self.findings.append(of_range((first, end), others, dialect))
        columns = columns_of(self.rows)
        header = self._header(columns)
        names, body = self._names(header)
        if width is not None:
            names = (*names, *[""] * (end - first - len(names)))
        made = Understood(names, dialect, self._lines_above(body), self._height(header), 0, first, width)
        made.footer_lines = self._footer(made, body, columns, first)
        made.findings = self.findings
        return made

    def _tables(self) -> tuple[tuple[int, int], ...] | None:
        """Of tables beside each other the ranges of their columns, that of the wanted one first."""
        said = self.options["column_range"]
        if said is not None:
            return ((said[0] - 1, said[1]),)
        if all(len(row.cells) == row.filled for row in self.rows[:20]) or isinstance(self.options["header"], list):
            return None  # without a blank cell there is no blank column
        header = self._header(columns_of(self.rows))
        if not header.rows:
            return None
        return find_range(header.names, self.rows[header.first + header.rows :], self.known) or None

    def _header(self, columns: Columns) -> FoundHeader:
        options, rows = self.options, self.rows
        headed, begin = options["header"], options["skip_lines"]
        if headed is False or isinstance(headed, list):
            found = find_header(rows, columns, self.known)
            first = 0 if begin is not None or found.rows else found.first
            return FoundHeader(first, 0, (), "")
        if begin is not None or options["header_rows"] is not None:
            found = find_header(rows, columns, self.known, must=True)
            first = found.first if begin is None else 0
            height = options["header_rows"] or rows_of_header(rows, first, columns, self.known)
            if begin is not None and headed is None and not find_header(rows, columns, self.known).rows:
                return FoundHeader(0, 0, (), _("the first row holds figures where all rows hold them"))
            return header_of(rows, first, height, self.known, keep_first=begin is not None)
        return find_header(rows, columns, self.known, must=headed is True)

    def _names(self, header: FoundHeader) -> tuple[tuple[str, ...], int]:
        """The names of the columns, and the position of the first row below the header."""
        body = header.first + header.rows
        first = self.rows[header.first]
        said = self.options["header"]
        if isinstance(said, list):
            if len(said) != len(first.cells):
                message = _(
                    "{file}: header names {named} columns ({names}), but the first row has {number} cells",
                    file=self.path.name,
                    named=len(said),
                    names=", ".join(said),
                    number=len(first.cells),
                )
                raise InputError(
                    message,
                    hint=_(
                        "The first row is {cells}; write a name for each cell, or say which delimiter it has.",
                        cells=first.cells,
                    ),
                )
            return tuple(said), body
        above = self._lines_above(header.first)
        if not header.rows:
            if said is None:
                self.findings.append(of_no_header(header))
            if above and self.options["skip_lines"] is None:
                self.findings.append(of_header(above, header, self.rows))
            width = max((len(row.cells) for row in self.rows[body : body + 1]), default=0)
            return tuple(f"column_{number}" for number in range(1, width + 1)), body
        if header.first and self.options["skip_lines"] is None:
            self.findings.append(of_header(above, header, self.rows))
        if header.rows > 1 and self.options["header_rows"] is None:
            self.findings.append(of_rows_of_header(header))
        return tuple(cell.strip("\ufeff") for cell in header.names), body

    def _lines_above(self, row: int) -> int:
        """How many physical lines stand above a row, or what would be the next one."""
        if row < len(self.rows):
            return self.rows[row].above
        last = self.rows[-1]
        return last.above + last.height

    def _height(self, header: FoundHeader) -> int:
        return self._lines_above(header.first + header.rows) - self._lines_above(header.first) if header.rows else 0

    def _footer(self, made: Understood, body: int, columns: Columns, first: int) -> int:
        said = self.options["footer_lines"]
        if said is not None:
            return int(said)
        lines = None if self.lines is None else self.lines[made.skip_lines :]
        rows, count = last_rows(self.path, self.encoding, made.dialect, lines)
        if made.width is not None:
            rows = within(rows, first, first + len(made.columns))
        found = find_footer(rows, columns)
        if not found:
            return 0
        self.findings.append(of_footer(count - rows[-found].above, rows[-found:]))
        return count - rows[-found].above

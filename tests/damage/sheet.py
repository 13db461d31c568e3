"""A table on its way into a file: what is written around it, how it is written, and what a reader should make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from damage.tables import Table

Cells = list[str]


@dataclass
class Sheet:
    """What is written, and what is expected of a reader.

    Attributes:
        preamble: Rows above the header; a row of one cell stands without delimiters behind it.
        header_rows: What is written as the header.
        header: What a reader should give as the header; none where the file has none.
        rows: What is written below it.
        records: What a reader should give.
        footer: Rows below.
        ends: Line ends, taken in turns.
    """

    table: Table
    header_rows: list[Cells]
    header: Cells
    rows: list[Cells]
    records: list[Cells]
    preamble: list[Cells] = field(default_factory=list)
    footer: list[Cells] = field(default_factory=list)
    delimiter: str = ","
    quote: str = '"'
    quote_all: bool = False
    escape: bool = False
    ends: tuple[str, ...] = ("\n",)
    last_end: bool = True
    encoding: str = "utf-8"
    mark: bytes = b""
    first_line: str = ""
    around: Callable[[Cells], Cells] = list
    after: Callable[[list[str]], list[str]] = list

    def bytes(self) -> bytes:
        """The file."""
        written = [self._line(self.around(cells), full=True) for cells in self.header_rows]
        written += [self._line(self.around(cells), full=True) for cells in self.rows]
        above = [self._line(cells if len(cells) == 1 else self.around(cells)) for cells in self.preamble]
        below = [self._line(cells if len(cells) == 1 else self.around(cells)) for cells in self.footer]
        lines = [*([self.first_line] if self.first_line else []), *above, *self.after(written), *below]
        text = "".join(line + self.ends[number % len(self.ends)] for number, line in enumerate(lines))
        if not self.last_end and lines:
            text = text[: -len(self.ends[(len(lines) - 1) % len(self.ends)])]
        return self.mark + text.encode(self.encoding, "replace")

    def _line(self, cells: Cells, *, full: bool = False) -> str:
        return self.delimiter.join(map(self._cell, cells))

    def _cell(self, cell: str) -> str:
        special = (self.delimiter, self.quote, "\n", "\r")
        if not self.quote_all and not any(mark in cell for mark in special) and not (self.delimiter == " " and not cell):
            return cell
        inside = (
            cell.replace("\\", "\\\\").replace(self.quote, "\\" + self.quote)
            if self.escape
            else cell.replace(self.quote, self.quote * 2)
        )
        return f"{self.quote}{inside}{self.quote}"


def sheet_of(table: Table) -> Sheet:
    """A table as it is written without any damage."""
    return Sheet(
        table, [list(table.header)], list(table.header), [list(row) for row in table.rows], [list(row) for row in table.rows]
    )

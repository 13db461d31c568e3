"""The table in a sheet: its columns, and its rows below the header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from kartoteka import InputError
from kartoteka import gettext as _
from kartoteka_excel.cells import Column, seen
from kartoteka_excel.header import find_header, header_names
from kartoteka_excel.options import CellRange
from kartoteka_excel.sheet import Row, rows_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        part: Of the sheet, in which it stands.
        above: The number of the last row above its data, from 1.
        names: Of its columns.
        columns: The place of each in a row, and what its cells are.
    """

    sheet: CalamineSheet
    part: CellRange
    above: int
    names: Sequence[str]
    columns: Sequence[tuple[int, Column]]

    def rows(self) -> Iterator[Row]:
        """Its rows that are not blank."""
        return _rows(self.sheet, self.part, self.above)


def make_table(file: str, sheet: CalamineSheet, options: Mapping[str, Any]) -> Table:
    """Find the table in a sheet. A column without a name and without a value is none.

    Raises:
        InputError: There is none, or not the one that was said.
    """
    part: CellRange = options["range"]
    first = list(islice(rows_of(sheet, part), _LOOKED_AT))
    if not first:
        raise InputError(
            _("the sheet {sheet!r} of {file} is empty", sheet=sheet.name, file=file),
            hint=_("Name another one, or another part: sheet, range."),
        )
    names, above = _names(file, sheet, first, options)
    columns = seen((row.cells for row in _rows(sheet, part, above)), len(names))
    kept = [at for at, column in enumerate(columns) if names[at] or column.kinds]
    return Table(sheet, part, above, [names[at] for at in kept], [(at, columns[at]) for at in kept])


def _rows(sheet: CalamineSheet, part: CellRange, above: int) -> Iterator[Row]:
    return (row for row in rows_of(sheet, part) if row.number > above)


def _names(file: str, sheet: CalamineSheet, rows: Sequence[Row], options: Mapping[str, Any]) -> tuple[list[str], int]:
    """The names of the columns, and the number of the last row above the data."""
    header, above = options["header"], options["skip_lines"]
    width = len(rows[0].cells)
    if header is False:
        return [f"column_{number}" for number in range(1, width + 1)], above or 0
    if header is not True:
        if len(header) != width:
            raise InputError(
                _(
                    "{file}: header names {named} columns ({names}), but the sheet has {number}",
                    file=file,
                    named=len(header),
                    names=", ".join(header),
                    number=width,
                ),
                hint=_("Write a name for each column, or say which part of the sheet to read: range: B3:F200"),
            )
        return list(header), above or 0
    at = find_header(sheet, rows) if above is None else next((at for at, row in enumerate(rows) if row.number > above), None)
    if at is None:
        raise InputError(
            _("{file} has no row below the first {above}", file=file, above=above),
            hint=_("Write a smaller number: skip_lines: …"),
        )
    return header_names(sheet, rows, at, options["range"]), rows[at].number

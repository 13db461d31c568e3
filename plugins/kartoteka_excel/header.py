"""Where the header of a sheet stands, and what it names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from kartoteka_excel.cells import Column
from kartoteka_excel.options import CellRange
from kartoteka_excel.sheet import Row, first_column

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_LOOKED_AT = 60
_FILLED = 0.6
_YEARS = range(1990, 2101)


def find_header(sheet: CalamineSheet, rows: Sequence[Row]) -> int:
    """The position of the likeliest header: the first row that is nearly as full as the fullest one, and all texts, or texts
    and rising years or days; where none is, the first that is nearly as full.

    Where cells of it are merged with others, so that they are titles over several columns or reach into the next row, the
    header goes on there.
    """
    looked = rows[:_LOOKED_AT]
    fullest = max((row.filled for row in looked), default=0)
    merged = {top + 1 for (top, left), (bottom, right) in sheet.merged_cell_ranges or () if (bottom, right) != (top, left)}
    for position, row in enumerate(looked):
        if row.filled >= _FILLED * fullest and _is_heading(row):
            while looked[position].number in merged and position + 1 < len(looked) and looked[position + 1].all_texts:
                position += 1  # noqa: PLW2901  # the header is higher than one row
            return position
    return next(at for at, row in enumerate(looked) if row.filled >= _FILLED * fullest)


def _is_heading(row: Row) -> bool:
    others = [cell for cell in row.cells if not isinstance(cell, str)]
    if not others:
        return True
    years = [cell for cell in others if isinstance(cell, int | float) and cell in _YEARS]
    days = [cell.isoformat() for cell in others if isinstance(cell, date)]
    found: list[float] | list[str] = years or days
    rising = all(before < after for before, after in pairwise(found))  # type: ignore[operator]  # all of one kind
    return 1 < len(found) == len(others) < row.filled and rising


def header_names(sheet: CalamineSheet, rows: Sequence[Row], at: int, part: CellRange) -> list[str]:
    """The names in a header; a cell that is merged with one above it has its name."""
    names = [(Column().text(cell) or "").strip() for cell in rows[at].cells]
    above = {row.number: row for row in rows[:at]}
    first = first_column(sheet, part)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for column in range(left, right + 1):
            place = column - first
            if top + 1 < rows[at].number <= bottom + 1 and 0 <= place < len(names) and not names[place] and top + 1 in above:
                names[place] = str(above[top + 1].cells[left - first]).strip()
    return names

"""One sheet of a workbook: which one, its rows with their numbers, and where its header stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka import InputError
from kartoteka_excel.cells import Cell
from kartoteka_excel.options import CellRange

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_LOOKED_AT = 60
_FILLED = 0.6


def open_workbook(path: Path) -> CalamineWorkbook:
    """Open a workbook.

    Raises:
        InputError: It is none, it is locked with a password, or the library that reads them is missing.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError
    except ImportError as error:
        raise InputError(
            "workbooks need the library python-calamine", hint="Install it: pip install 'kartoteka[excel]'"
        ) from error
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise InputError(
            f"{path.name} is locked with a password", hint="Save it without one, or export the sheet as CSV."
        ) from error
    except (CalamineError, OSError) as error:
        raise InputError(
            f"{path.name} cannot be read as a workbook: {error}",
            hint="Open it in a spreadsheet program and save it again as .xlsx; a text file is read with use: csv.",
        ) from error


def choose_sheet(workbook: CalamineWorkbook, wanted: str | int | None, file: str) -> tuple[CalamineSheet, bool]:
    """The sheet that is meant, and whether that had to be guessed.

    Raises:
        InputError: There is no such sheet, or all of them are empty.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    names = workbook.sheet_names
    if isinstance(wanted, int):
        if wanted > len(names):
            raise InputError(f"{file} has {len(names)} sheets, and no number {wanted}", hint=f"There are: {', '.join(names)}.")
        return workbook.get_sheet_by_index(wanted - 1), False
    if wanted is not None:
        if wanted not in names:
            near = get_close_matches(wanted, names, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(names)}."
            raise InputError(f"{file} has no sheet {wanted!r}", hint=hint)
        return workbook.get_sheet_by_name(wanted), False
    shown = [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
    ]
    sheets = [workbook.get_sheet_by_name(name) for name in shown]
    filled = [sheet for sheet in sheets if sheet.start is not None]
    if not filled:
        raise InputError(
            f"{file} has no sheet with anything in it", hint="Hidden sheets are read where they are named: sheet: …"
        )
    return filled[0], len(filled) > 1


def first_column(sheet: CalamineSheet, part: CellRange) -> int:
    """The number of the leftmost column of a part of a sheet, from 0."""
    if part.left is not None or sheet.start is None:
        return part.left or 0
    return sheet.start[1]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number there, from 1, and the cells of the range."""

    number: int
    cells: Sequence[Cell]

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell != "" and not (isinstance(cell, str) and not cell.strip()))

    @property
    def all_texts(self) -> bool:
        return all(isinstance(cell, str) for cell in self.cells)


def rows_of(sheet: CalamineSheet, part: CellRange) -> Iterator[Row]:
    """The rows of a part of a sheet that are not blank, all of the same width."""
    if sheet.start is None:
        return
    first, last = sheet.start[1], sheet.end[1] if sheet.end else sheet.start[1]
    left = first_column(sheet, part)
    right = last if part.right is None else part.right
    width = max(0, right - left + 1)
    before = max(0, first - left)
    begin = max(0, left - first)
    for index, cells in enumerate(sheet.iter_rows()):
        if index < part.top:
            continue
        if part.bottom is not None and index > part.bottom:
            return
        taken: list[Any] = [*([""] * before), *cells[begin : begin + max(0, width - before)]]
        row = Row(index + 1, [*taken, *([""] * (width - len(taken)))])
        if row.filled:
            yield row


def find_header(sheet: CalamineSheet, rows: Sequence[Row]) -> int:
    """The position of the likeliest header: the first row that is nearly as full as the fullest one, and all texts.

    Where cells of it are merged with others, so that they are titles over several columns or reach into the next row, the
    header goes on there.
    """
    looked = rows[:_LOOKED_AT]
    fullest = max((row.filled for row in looked), default=0)
    merged = {top + 1 for (top, left), (bottom, right) in sheet.merged_cell_ranges or () if (bottom, right) != (top, left)}
    for position, row in enumerate(looked):
        if row.filled >= _FILLED * fullest and row.all_texts:
            while looked[position].number in merged and position + 1 < len(looked) and looked[position + 1].all_texts:
                position += 1  # noqa: PLW2901  # the header is higher than one row
            return position
    return 0


def header_names(sheet: CalamineSheet, rows: Sequence[Row], at: int, part: CellRange) -> list[str]:
    """The names in a header; a cell that is merged with one above it has its name."""
    names = [str(cell).strip() for cell in rows[at].cells]
    above = {row.number: row for row in rows[:at]}
    first = first_column(sheet, part)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for column in range(left, right + 1):
            place = column - first
            if top + 1 < rows[at].number <= bottom + 1 and 0 <= place < len(names) and not names[place] and top + 1 in above:
                names[place] = str(above[top + 1].cells[left - first]).strip()
    return names

"""One sheet of a workbook: which one, its rows with their numbers, and where its header stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka import InputError, ngettext
from kartoteka import gettext as _
from kartoteka_excel.cells import Cell
from kartoteka_excel.options import CellRange

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_A_TABLE = 2
"""So many rows and columns, at least."""


def open_workbook(path: Path) -> CalamineWorkbook:
    """Open a workbook.

    Raises:
        InputError: It is none, it is locked with a password, or the library that reads them is missing.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError
    except ImportError as error:
        raise InputError(
            _("workbooks need the library python-calamine"),
            hint=_("Install it: {command}", command="pip install 'kartoteka[excel]'"),
        ) from error
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise InputError(
            _("{file} is locked with a password", file=path.name), hint=_("Save it without one, or export the sheet as CSV.")
        ) from error
    except (CalamineError, OSError) as error:
        raise InputError(
            _("{file} cannot be read as a workbook: {error}", file=path.name, error=error),
            hint=_("Open it in a spreadsheet program and save it again as .xlsx; a text file is read with use: csv."),
        ) from error


def choose_sheet(workbook: CalamineWorkbook, wanted: str | int | None, file: str) -> tuple[CalamineSheet, Sequence[str]]:
    """The sheet that is meant: the first that is shown and has a table in it. Where nobody has said that, the names of the
    others that are shown as well.

    Raises:
        InputError: There is no such sheet, or all of them are empty.
    """
    if wanted is not None:
        return workbook.get_sheet_by_name(_named(workbook.sheet_names, wanted, file)), ()
    shown = shown_sheets(workbook)
    filled: CalamineSheet | None = None
    for name in shown:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is not None and min(sheet.height, sheet.width) >= _A_TABLE:
            return sheet, [other for other in shown if other != name]
        filled = filled or (sheet if sheet.start is not None else None)
    if filled is None:
        hidden = [name for name in workbook.sheet_names if name not in shown]
        hint = (
            _("Hidden sheets are read where they are named: sheet: {sheet}", sheet=hidden[0])
            if hidden
            else _("Save it with a table in it.")
        )
        raise InputError(_("{file} has no sheet with anything in it", file=file), hint=hint)
    return filled, [name for name in shown if name != filled.name]


def shown_sheets(workbook: CalamineWorkbook) -> list[str]:
    """The names of the sheets that a person sees, in their order."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
    ]


def _named(names: Sequence[str], wanted: str | int, file: str) -> str:
    """A sheet by its name, or else by its number; a sheet may well be called 2026."""
    if str(wanted) in names:
        return str(wanted)
    number = int(wanted) if str(wanted).isdecimal() else None
    if number is not None and 1 <= number <= len(names):
        return names[number - 1]
    if number is not None:
        message = ngettext(
            "{file} has {number} sheet, and no number {wanted}",
            "{file} has {number} sheets, and no number {wanted}",
            len(names),
            file=file,
            number=len(names),
            wanted=wanted,
        )
        raise InputError(message, hint=_("There are: {names}.", names=", ".join(names)))
    folded = {name.strip().casefold(): name for name in names}
    near = folded.get(str(wanted).strip().casefold()) or next(iter(get_close_matches(str(wanted), names, n=1)), None)
    hint = _("Did you mean {name!r}?", name=near) if near else _("There are: {names}.", names=", ".join(names))
    raise InputError(_("{file} has no sheet {wanted!r}", file=file, wanted=wanted), hint=hint)


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

"""A workbook that is written row by row, in as many sheets as it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from kartoteka import ColumnType, Day, Integer, Moment, Money
from kartoteka_xlsx.cells import Cell
from kartoteka_xlsx.sheet_names import numbered
from kartoteka_xlsx.stream import UntilItFails

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEET_ROWS = 1_048_576
"""Rows of a sheet of Excel, the header among them."""
SHEET_COLUMNS = 16_384
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001  # a workbook's dates have no zone; it stands for no time at all
_NARROWEST, _WIDEST = 8, 60
_DAYS = {"pl": "dd.mm.yyyy", "ru": "dd.mm.yyyy", "fr": "dd/mm/yyyy"}
_FILTER_ARROW = 3


class SheetWriter:
    """Writes rows into a workbook: a bold header that stays in sight, a filter on each column, and formats for the types.

    The library writes each row to the disk and forgets it. Rows that do not fit into a sheet go to a further one, under the
    same header. No time of writing is in the file.

    Args:
        stream: Where the workbook goes, when all is written.
        columns: The columns.
        name: The name of the sheet.
        locale: Decides how days are shown.
        temp_folder: Where rows wait until then.
    """

    def __init__(self, stream: IO[bytes], columns: Mapping[str, ColumnType], name: str, locale: str, temp_folder: str) -> None:
        import xlsxwriter

        options = {
            "constant_memory": True,
            "tmpdir": temp_folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._workbook = xlsxwriter.Workbook(UntilItFails(stream), options)
        self._workbook.use_zip64()
        self._workbook.set_properties({"created": _CREATED})
        self._header = self._workbook.add_format({"bold": True})
        self._plain = self._workbook.add_format()
        self._columns = columns
        self._formats = [self._format(kind, locale) for kind in columns.values()]
        self._name = name
        self._sheets = 0
        self._widths = [len(column) + _FILTER_ARROW for column in columns]
        self._sheet: Worksheet
        self._begin_sheet()

    def write(self, columns: Sequence[Sequence[Cell]], widths: Sequence[int]) -> None:
        """Write rows, given as the cells of each column, and the width of the widest cell of each."""
        self._widths = [max(pair) for pair in zip(self._widths, widths, strict=True)]
        for row in zip(*columns, strict=True):
            if self._row == SHEET_ROWS:
                self._end_sheet()
                self._begin_sheet()
            for at, cell in enumerate(row):
                if cell is not None:
                    self._write_cell(at, cell)
            if not any(cell is not None and cell != "" for cell in row):
                # A row without a cell is no row, and would be missing at the end of the list.
                self._sheet.write_blank(self._row, 0, None, self._plain)
            self._row += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Put the workbook together and write it to the stream, unless something went wrong."""
        try:
            if error is None:
                self._end_sheet()
                self._close()
        finally:
            for sheet in self._workbook.worksheets():
                # The library leaves the rows that wait on the disk open where it is not let finish.
                with suppress(OSError):
                    sheet.row_data_fh.close()

    def _close(self) -> None:
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._workbook.close()
        except FileCreateError as failed:
            [cause] = failed.args
            raise cause if isinstance(cause, OSError) else OSError(str(failed)) from failed

    def _write_cell(self, at: int, cell: str | float | bool) -> None:
        if isinstance(cell, str):
            self._write_text(self._row, at, cell)
        elif isinstance(cell, bool):
            self._sheet.write_boolean(self._row, at, cell)
        else:
            self._sheet.write_number(self._row, at, cell, self._formats[at])

    def _write_text(self, row: int, at: int, text: str, style: Format | None = None) -> None:
        if text.startswith("<r>") and text.endswith("</r>"):
            # The library would take it for markup of its own; in two pieces it is text.
            self._sheet.write_rich_string(row, at, text[:1], style or self._plain, text[1:])
        else:
            self._sheet.write_string(row, at, text, style)

    def _begin_sheet(self) -> None:
        self._sheets += 1
        self._sheet = self._workbook.add_worksheet(numbered(self._name, self._sheets))
        self._sheet.freeze_panes(1, 0)
        # Text that looks like a number is meant as text: no green corners.
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{SHEET_ROWS}"})
        for at, column in enumerate(self._columns):
            self._write_text(0, at, column, self._header)
        self._row = 1

    def _end_sheet(self) -> None:
        # A filter needs a row to filter.
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, min(max(width + 1, _NARROWEST), _WIDEST))

    def _format(self, kind: ColumnType, locale: str) -> Format | None:
        shown: dict[ColumnType, str] = {
            Day: _DAYS.get(locale, "yyyy-mm-dd"),
            Moment: 'yyyy-mm-dd hh:mm:ss "UTC"',
            Money: "#,##0.00##",
            Integer: "0",
        }
        properties: dict[str, Any] = {"num_format": shown[kind]} if kind in shown else {}
        return self._workbook.add_format(properties) if properties else None

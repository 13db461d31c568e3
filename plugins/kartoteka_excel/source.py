"""Sheets of workbooks, whose cells are what the spreadsheet program made of them: numbers, days, texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka import ROW_LINE, BatchFile, FileSource, Finding, InputError, find_files
from kartoteka_excel.cells import seen
from kartoteka_excel.options import ExcelOptions
from kartoteka_excel.sheet import Row, choose_sheet, find_header, header_names, open_workbook, rows_of

if TYPE_CHECKING:
    import pyarrow as pa
    from python_calamine import CalamineSheet

_LOOKED_AT = 200
_BATCH_ROWS = 10_000


class ExcelSource(FileSource):
    """Reads one sheet of each workbook. A cell with an error, such as `#N/A`, is empty."""

    Options = ExcelOptions

    def paths(self) -> Sequence[Path]:
        return find_files(str(self.options["path"]), self.context.project, "*.xlsx")

    def describe(self, path: Path) -> BatchFile:
        sheet, guessed = self._sheet(path)
        first = list(islice(rows_of(sheet, self.options["range"]), _LOOKED_AT))
        names, at = self._header(path, sheet, first)
        findings: list[Finding] = []
        if guessed:
            because = "it is the first sheet that is shown and not empty"
            findings.append(Finding("sheet", sheet.name, because, "sheet: …"))
        if self.options["skip_lines"] is None and self.options["header"] is True:
            row = first[at]
            because = "nearly as full as the fullest row, and all of it text"
            findings.append(Finding("header", f"row {row.number}", because, f"skip_lines: {row.number - 1}"))
        return BatchFile(path, tuple(names), "Excel", tuple(findings))

    def batches(self, file: BatchFile) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        sheet, _ = self._sheet(file.path)
        first = list(islice(rows_of(sheet, self.options["range"]), _LOOKED_AT))
        after = self._first_row(file.path, sheet, first)
        columns = seen((row.cells for row in self._rows(sheet, after)), len(file.columns))
        rows = self._rows(sheet, after)
        names = [*file.columns, ROW_LINE]
        while True:
            batch = list(islice(rows, _BATCH_ROWS))
            cells = [column.array([row.cells[at] for row in batch]) for at, column in enumerate(columns)]
            yield pa.record_batch([*cells, pa.array([row.number for row in batch], pa.int64())], names=names)
            if len(batch) < _BATCH_ROWS:
                return

    def _sheet(self, path: Path) -> tuple[CalamineSheet, bool]:
        return choose_sheet(open_workbook(path), self.options["sheet"], path.name)

    def _rows(self, sheet: CalamineSheet, after: int) -> Iterator[Row]:
        return (row for row in rows_of(sheet, self.options["range"]) if row.number > after)

    def _header(self, path: Path, sheet: CalamineSheet, rows: Sequence[Row]) -> tuple[list[str], int]:
        """The names of the columns, and the position of the row that holds them."""
        if not rows:
            raise InputError(f"the sheet {sheet.name!r} of {path.name} is empty", hint="Name another one: sheet: …")
        header = self.options["header"]
        width = len(rows[0].cells)
        if header is False:
            return [f"column_{number}" for number in range(1, width + 1)], -1
        if header is not True:
            if len(header) != width:
                raise InputError(
                    f"{path.name}: header names {len(header)} columns ({', '.join(header)}), but the sheet has {width}",
                    hint="Write a name for each column, or say which part of the sheet to read: range: B3:F200",
                )
            return list(header), -1
        above = self.options["skip_lines"]
        at = (
            find_header(sheet, rows) if above is None else next((at for at, row in enumerate(rows) if row.number > above), None)
        )
        if at is None:
            raise InputError(f"{path.name} has no row below the first {above}", hint="Write a smaller number: skip_lines: …")
        return header_names(sheet, rows, at, self.options["range"]), at

    def _first_row(self, path: Path, sheet: CalamineSheet, rows: Sequence[Row]) -> int:
        """The number of the last row above the data."""
        if self.options["header"] is True:
            _, at = self._header(path, sheet, rows)
            return rows[at].number
        return int(self.options["skip_lines"] or 0)

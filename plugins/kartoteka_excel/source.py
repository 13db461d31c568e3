"""Sheets of workbooks, whose cells are what the spreadsheet program made of them: numbers, days, texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka import ROW_LINE, BatchFile, FileSource, Finding, find_files
from kartoteka import gettext as _
from kartoteka_excel.options import ExcelOptions
from kartoteka_excel.sheet import choose_sheet, open_workbook
from kartoteka_excel.table import Table, make_table

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH_ROWS = 10_000


class ExcelSource(FileSource):
    """Reads one sheet of each workbook. A cell with an error, such as `#N/A`, is empty."""

    Options = ExcelOptions

    _opened: tuple[object, Table, Sequence[str]] | None = None

    def paths(self) -> Sequence[Path]:
        return find_files(str(self.options["path"]), self.context.project, "*.xlsx")

    def describe(self, path: Path) -> BatchFile:
        table, others = self._table(path)
        findings: list[Finding] = []
        if others:
            because = _("the first sheet with a table in it; there are also {others}", others=", ".join(map(repr, others)))
            findings.append(Finding("sheet", table.sheet.name, because, f"sheet: {others[0]}", tuple(others)))
        if self.options["skip_lines"] is None and self.options["header"] is True and table.above > 1:
            because = _("row {row} is the header: nearly as full as the fullest row, and all of it words", row=table.above)
            findings.append(Finding("skip_lines", str(table.above - 1), because, "skip_lines: 0"))
        return BatchFile(path, tuple(table.names), "ODS" if path.suffix.lower() == ".ods" else "Excel", tuple(findings))

    def batches(self, file: BatchFile) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        table, _ = self._table(file.path)
        names = [*table.names, ROW_LINE]
        rows = table.rows()
        while True:
            batch = list(islice(rows, _BATCH_ROWS))
            cells = [column.array([row.cells[at] for row in batch]) for at, column in table.columns]
            yield pa.record_batch([*cells, pa.array([row.number for row in batch], pa.int64())], names=names)
            if len(batch) < _BATCH_ROWS:
                break
        self._opened = None  # all of it has been read: a large sheet need not stay in memory

    def _table(self, path: Path) -> tuple[Table, Sequence[str]]:
        """The table, and the other sheets where nobody has said which one. A sheet is opened once for each state of its file:
        that takes reading all of it."""
        state = path.stat()
        key = (path, state.st_size, state.st_mtime_ns)
        if self._opened is None or self._opened[0] != key:
            self._opened = None
            sheet, others = choose_sheet(open_workbook(path), self.options["sheet"], path.name)
            self._opened = (key, make_table(path.name, sheet, self.options), others)
        return self._opened[1:]

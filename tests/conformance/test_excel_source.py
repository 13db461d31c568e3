"""The source `excel` meets what every source has to, for a workbook of Excel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import xlsxwriter

from kartoteka.testing import SourceChecks

MOST_DIGITS = 15


class TestExcelSource(SourceChecks):
    plugin = "kartoteka_excel.plugin"
    use = "excel"
    exceptions = {"hostile_values/one megabyte": "a cell of Excel holds 32,767 characters"}

    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        with xlsxwriter.Workbook(self.folder / f"{table}.xlsx", {"use_zip64": True}) as book:
            sheet = book.add_worksheet()
            formats = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}
            shown = {kind: book.add_format({"num_format": text}) for kind, text in formats.items()}
            for at, name in enumerate(rows.column_names):
                sheet.write_string(0, at, name)
                for row, given in enumerate(rows.column(at).to_pylist(), 1):
                    cell = _cell(given)
                    if isinstance(cell, str):
                        sheet.write_string(row, at, cell)
                    elif cell is not None:
                        sheet.write(row, at, cell, shown.get(type(cell)))
        return {"path": f"{table}.xlsx"}

    def missing(self) -> Mapping[str, Any]:
        return {"path": "nowhere.xlsx"}


def _cell(given: Any) -> Any:
    """As people have it in a workbook: long numbers and days before 1900 as texts, moments in their own zone."""
    match given:
        case datetime():
            return given.astimezone(ZoneInfo("Europe/Warsaw")).replace(tzinfo=None)
        case date() if given < date(1900, 3, 1):
            return given.isoformat()
        case int() | Decimal() if len(str(given)) > MOST_DIGITS:
            return str(given)
        case _:
            return given

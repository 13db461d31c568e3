"""The source `excel` meets what every source has to, for workbooks of each kind that it reads."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pyarrow as pa

from kartoteka.testing import SourceChecks
from support.workbooks.ods import write_ods
from support.workbooks.xls import write_xls
from support.workbooks.xlsb import write_xlsb
from support.workbooks.xlsx import write_xlsx

MOST_DIGITS = 15
TAB = "calamine leaves out the tabs in a cell of OpenDocument"
CELL = "a cell of Excel holds 32,767 characters"


class ExcelChecks(SourceChecks):
    plugin = "kartoteka_excel.plugin"
    use = "excel"
    suffix: ClassVar[str]

    @abstractmethod
    def write(self, file: Path, rows: Sequence[Sequence[object]]) -> None:
        """Write a workbook of one sheet."""

    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        name = f"{table}{self.suffix}"
        cells = [[_cell(given) for given in row.values()] for row in rows.to_pylist()]
        self.write(self.folder / name, [rows.column_names, *cells])
        return {"path": name}

    def missing(self) -> Mapping[str, Any]:
        return {"path": f"nowhere{self.suffix}"}


class TestXlsx(ExcelChecks):
    suffix = ".xlsx"
    exceptions = {"hostile_values/one megabyte": CELL}

    def write(self, file: Path, rows: Sequence[Sequence[object]]) -> None:
        write_xlsx(file, rows)


class TestXlsb(ExcelChecks):
    suffix = ".xlsb"

    def write(self, file: Path, rows: Sequence[Sequence[object]]) -> None:
        write_xlsb(file, rows)


class TestXls(ExcelChecks):
    suffix = ".xls"
    exceptions = {"hostile_values/one megabyte": CELL}

    def write(self, file: Path, rows: Sequence[Sequence[object]]) -> None:
        write_xls(file, rows)


class TestOds(ExcelChecks):
    suffix = ".ods"
    exceptions = {"hostile_names/tab": TAB, "hostile_values/delimiters": TAB}

    def write(self, file: Path, rows: Sequence[Sequence[object]]) -> None:
        write_ods(file, rows)


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

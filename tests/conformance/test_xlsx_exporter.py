"""The exporter `xlsx` meets what every exporter has to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from kartoteka.testing import FileExporterChecks, ReadBack


class TestXlsxExporter(FileExporterChecks):
    plugin = "kartoteka_xlsx.plugin"
    use = "xlsx"
    suffix = ".xlsx"
    opened_in_a_spreadsheet = True
    exceptions = {
        "hostile_values/one megabyte": "a cell of Excel holds 32,767 characters; the run stops and names the cell",
    }

    def read_file(self, file: Path) -> ReadBack:
        book = openpyxl.load_workbook(file, read_only=True)
        columns, *rows = book.worksheets[0].iter_rows(values_only=True)
        return ReadBack([_as_excel(str(name)) for name in columns], [[_as_excel(cell) for cell in row] for row in rows])

    def formulas(self) -> Sequence[str]:
        book = openpyxl.load_workbook(self.file)
        return [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]


def _as_excel(cell: object) -> object:
    """What Excel makes of `_x0041_`, which openpyxl leaves as it is."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), cell) if isinstance(cell, str) else cell

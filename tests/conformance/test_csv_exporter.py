"""The exporter `csv` meets what every exporter has to."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from kartoteka.testing import FileExporterChecks, ReadBack

_DEFUSED = re.compile(r"'([\s\x00\u200b\ufeff]*[=+\-@\t\uff1d].*)", re.DOTALL)
_RUNS = re.compile(r"\s*[=+\-@\uff1d]")


class TestCsvExporter(FileExporterChecks):
    plugin = "kartoteka_csv.plugin"
    use = "csv"
    suffix = ".csv"
    opened_in_a_spreadsheet = True
    exceptions = {
        "hostile_values/empty text": "a CSV file has nothing by which a text without characters differs from no text",
    }

    def read_file(self, file: Path) -> ReadBack:
        """Without the apostrophes that keep a spreadsheet from running a cell."""
        columns, rows = _cells(file)
        return ReadBack([_plain(name) or "" for name in columns], [[_plain(cell) for cell in row] for row in rows])

    def formulas(self) -> Sequence[str]:
        columns, rows = _cells(self.file)
        return [cell for row in (columns, *rows) for cell in row if _RUNS.match(cell)]


def _cells(file: Path) -> tuple[list[str], list[list[str]]]:
    csv.field_size_limit(10_000_000)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        columns, *rows = csv.reader(stream)
    return columns, rows


def _plain(cell: str) -> str | None:
    defused = _DEFUSED.fullmatch(cell)
    return (defused[1] if defused else cell) or None

"""A sheet as Excel has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter


def write_xlsx(file: Path, rows: Sequence[Sequence[object]]) -> None:
    """Write a workbook of one sheet; None is an empty cell."""
    with xlsxwriter.Workbook(file, {"use_zip64": True}) as book:
        sheet = book.add_worksheet()
        formats = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}
        shown = {kind: book.add_format({"num_format": text}) for kind, text in formats.items()}
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, at, cell)
                elif cell is not None:
                    sheet.write(number, at, cell, shown.get(type(cell)))

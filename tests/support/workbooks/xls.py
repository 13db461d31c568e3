"""A sheet as Excel had it until 2003."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlwt


def write_xls(file: Path, rows: Sequence[Sequence[object]]) -> None:
    """Write a workbook of one sheet; None is an empty cell."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    formats = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}
    styles = {kind: xlwt.easyxf(num_format_str=text) for kind, text in formats.items()}
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, at, cell, styles.get(type(cell), xlwt.Style.default_style))
    book.save(str(file))

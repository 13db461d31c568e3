"""Workbooks made for a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook


def write(path: Path, rows: Sequence[Sequence[Any]], *, sheet: str = "Dane", at: tuple[int, int] = (1, 1)) -> Path:
    """A workbook with one sheet, whose first cell stands at row and column `at`."""
    return write_sheets(path, {sheet: rows}, at=at)


def write_sheets(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], *, at: tuple[int, int] = (1, 1)) -> Path:
    """A workbook with several sheets."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has one
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(rows, start=at[0]):
            for column, value in enumerate(cells, start=at[1]):
                sheet.cell(row, column, value)
    book.save(path)
    return path

"""Guess the delimiter of a table from the cells that each would give, quotes honoured."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

DELIMITERS = (";", "\t", ",", "|")
_ROWS = 200


def physical_lines(text: str) -> list[str]:
    """The lines of a text with their ends; only CR, LF and both together end a line."""
    return list(io.StringIO(text, newline=""))


def guess_delimiter(lines: Sequence[str], quote: str | None) -> str:
    """The delimiter that cuts the rows into the most even number of cells; a comma where every row is one cell."""
    ranked = [(_evenness(lines, delimiter, quote), -order, delimiter) for order, delimiter in enumerate(DELIMITERS)]
    (even, _), _, delimiter = max(ranked)
    return delimiter if even > 0 else ","


def _evenness(lines: Sequence[str], delimiter: str, quote: str | None) -> tuple[float, int]:
    """The share of rows with as many cells as the first one, and how many cells those are.

    Where the first row is one cell, such as a title, the commonest width counts instead, for less.
    """
    rows = [row for row in cells_of(lines, delimiter, quote)[:_ROWS] if any(cell.strip() for cell in row)]
    if not rows:
        return 0.0, 0
    widths = Counter(len(row) for row in rows)
    width = len(rows[0])
    if width > 1:
        return widths[width] / len(rows), width
    width, often = widths.most_common(1)[0]
    return (often / len(rows) - 0.5, width) if width > 1 else (0.0, 0)


def cells_of(lines: Sequence[str], delimiter: str | None, quote: str | None) -> list[list[str]]:
    """The rows of a sample, cut into cells as far as they can be."""
    if delimiter is None:
        return [line.split() for line in lines]
    rows: list[list[str]] = []
    with suppress(csv.Error):  # a cell without end: what was read before it has to do
        rows.extend(_rows(lines, delimiter, quote))
    return rows


def header_cells(lines: Sequence[str], delimiter: str | None, quote: str | None) -> tuple[list[str], int]:
    """The cells of the first row, and on how many physical lines they stand."""
    if delimiter is None:
        return (lines[0].split(), 1) if lines else ([], 0)
    taken = _Counted(lines)
    try:
        return next(_rows(taken, delimiter, quote), []), taken.count
    except csv.Error:
        return [], 1


class _Counted:
    """Lines, and how many of them were taken."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = iter(lines)
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.count += 1
            yield line


def _rows(lines: Iterable[str], delimiter: str, quote: str | None) -> Iterator[list[str]]:
    if quote is None:
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, skipinitialspace=True)
    return csv.reader(lines, delimiter=delimiter, quotechar=quote, skipinitialspace=True)

"""What stands below the rows of a table and is none of them: totals and notes.

A row is only taken for one where it cannot well be a row: it lacks cells that all rows have, and has none that tells of a row,
such as a number of an order or a day. Landing lists what is found here among the rejects, so nothing is lost by a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kartoteka_csv.header import Columns
from kartoteka_csv.kinds import is_filled, kind_of
from kartoteka_csv.sample import SampleRow

TOTALS = frozenset(
    "razem suma sumy ogółem łącznie podsumowanie raz. total totals subtotal sum sums summary totaal grand-total totaux somme "
    "sous-total ensemble summe gesamt gesamtsumme итого всего сумма итог подытог".split()
)
"""Words that begin a row of sums."""

_MOST = 12
_ALWAYS = 0.95
_FEWEST = 2


def find_footer(rows: Sequence[SampleRow], columns: Columns) -> int:
    """How many of the last rows are totals or notes.

    Args:
        rows: Rows of the table, up to its last one, without its header.
        columns: What they hold.
    """
    body = rows[:-_MOST] if len(rows) > 4 * _MOST else rows[: -max(1, len(rows) // 4)]
    body = [row for row in body if len(row.cells) == columns.width]
    if len(body) < _FEWEST or columns.width < _FEWEST:
        return 0
    always = [
        position
        for position in range(columns.width)
        if sum(is_filled(row.cells[position]) for row in body) >= _ALWAYS * len(body)
    ]
    found = 0
    for row in reversed(rows[len(rows) - min(_MOST, len(rows) - _FEWEST) :]):
        if row.broken or not _is_below(row, body, always, columns):
            break
        found += 1
    return found


def _is_below(row: SampleRow, body: Sequence[SampleRow], always: Sequence[int], columns: Columns) -> bool:
    cells = [*row.cells, *[""] * (columns.width - len(row.cells))]
    if any(is_filled(cell) for cell in cells[columns.width :]):
        return False
    filled = [position for position, cell in enumerate(cells) if is_filled(cell)]
    if any(columns.telling.get(at) in ("code", "date") and kind_of(cells[at]) == columns.telling[at] for at in filled):
        return False
    first = filled[0]
    missing = [position for position in always if position not in filled]
    figures = all(kind_of(cells[position]) == "number" for position in filled[1:])
    if _is_total(cells[first], exactly=not (figures and len(filled) > 1)):
        return bool(missing) or (first in columns.telling and figures)
    if len(filled) == 1 and missing:
        return len(row.cells) < columns.width or (len(missing) >= min(2, len(always)) and _is_note(cells[first], first, body))
    all_figures = figures and kind_of(cells[first]) == "number"
    return all_figures and bool(always) and first > always[0] and 2 * len(missing) >= len(always)


def _is_total(cell: str, *, exactly: bool) -> bool:
    words = re.findall(r"[\w.-]+", cell.casefold().strip())
    return bool(words) and words[0].rstrip(".") in TOTALS and (len(words) == 1 or not exactly)


def _is_note(cell: str, position: int, body: Sequence[SampleRow]) -> bool:
    """Whether a cell is a sentence where the cells of its column are none."""
    longest = max(len(row.cells[position]) for row in body)
    blanks = max(len(row.cells[position].split()) for row in body)
    words = len(cell.split())
    return (words > 1 and (len(cell) > longest or words > blanks)) or (
        ":" in cell and all(":" not in row.cells[position] for row in body)
    )

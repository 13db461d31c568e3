"""Tables beside tables: of those that a blank column sets apart, the one that a source is after."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kartoteka_csv.header import Known
from kartoteka_csv.kinds import is_filled
from kartoteka_csv.sample import SampleRow

_FEWEST = 2
_MANY = 3


def find_range(header: Sequence[str], rows: Sequence[SampleRow], known: Known) -> tuple[tuple[int, int], ...]:
    """The tables that stand beside each other, as positions from and up to, the chosen one first; none where there is one.

    A blank column alone sets no tables apart: their headers have to repeat, or one has to end before the other.

    Args:
        header: The cells of the header.
        rows: The rows below it.
        known: Tells how much of a row is words that the fields of the table are called by.
    """
    width = max(len(header), *(len(row.cells) for row in rows), 0) if rows else len(header)
    used = [
        position
        for position in range(width)
        if (position < len(header) and is_filled(header[position]))
        or any(position < len(row.cells) and is_filled(row.cells[position]) for row in rows)
    ]
    tables = _runs(used)
    if len(tables) < 2 or any(end - first < _FEWEST or not all(map(is_filled, header[first:end])) for first, end in tables):
        return ()
    if any(end > len(header) for _, end in tables):
        return ()
    if not (_repeat(header, tables) or _end_apart(rows, tables)):
        return ()
    best = max(tables, key=lambda table: (known(header[table[0] : table[1]]), -table[0]))
    return (best, *(table for table in tables if table != best))


def within(rows: Sequence[SampleRow], first: int, end: int) -> list[SampleRow]:
    """Rows cut to a range of their columns; those that have nothing there are none."""
    narrow = ((row, row.cells[first:end]) for row in rows)
    return [
        SampleRow(row.above, row.height, cells, filled, row.broken)
        for row, cells in narrow
        if (filled := sum(map(is_filled, cells)))
    ]


def _runs(positions: Sequence[int]) -> list[tuple[int, int]]:
    if not positions:
        return []
    breaks = [after for before, after in pairwise(positions) if after > before + 1]
    ends = [before + 1 for before, after in pairwise(positions) if after > before + 1]
    return list(zip([positions[0], *breaks], [*ends, positions[-1] + 1], strict=True))


def _repeat(header: Sequence[str], tables: Sequence[tuple[int, int]]) -> bool:
    names = [{cell.strip().casefold() for cell in header[first:end]} for first, end in tables]
    return any(2 * len(one & other) >= min(len(one), len(other)) for one, other in pairwise(names))


def _end_apart(rows: Sequence[SampleRow], tables: Sequence[tuple[int, int]]) -> bool:
    """Whether one table ends some rows before another, and has something in each row before."""
    held = [[any(map(is_filled, row.cells[first:end])) for row in rows] for first, end in tables]
    for one in held:
        last = max((at for at, filled in enumerate(one) if filled), default=-1)
        if len(rows) - 1 - last >= _MANY and all(one[: last + 1]):
            return True
    return False

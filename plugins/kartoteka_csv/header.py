"""Where the header of a table stands and where its rows begin: a header says what its columns do not hold."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from kartoteka import gettext as _
from kartoteka_csv.kinds import TELLING, Kind, is_filled, kind_of
from kartoteka_csv.sample import SampleRow

Known = Callable[[Sequence[str]], tuple[int, int]]
"""How many required fields, and how many cells in all, a row of texts names."""

_LOOKED_AT = 60
_REFERENCE = 100
_TALLEST = 4
_FEW = 2
_MOST = 0.7
_SURE = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """What the rows of a table hold, whichever of them is its header.

    Attributes:
        width: How many cells most rows have.
        filled: In how many of them there usually is something.
        telling: The kind of each column whose cells are figures, days, addresses or codes, by its position.
        used: The positions in which any of the rows has something.
    """

    width: int
    filled: float
    telling: dict[int, Kind]
    used: frozenset[int]


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """What was found.

    Attributes:
        first: The position, among the rows, of the first row of the header; of the first row where there is none.
        rows: On how many rows the header stands; 0 where there is none.
        names: The names of the columns; none where there is no header.
        because: Why there is none, where there is none.
    """

    first: int
    rows: int
    names: tuple[str, ...]
    because: str = ""


def columns_of(rows: Sequence[SampleRow]) -> Columns:
    """The columns of the rows of a table, judged by those from which a header is far."""
    wide = [row for row in rows if row.filled > 1 and not row.broken] or list(rows)
    widths = Counter(len(row.cells) for row in wide)
    width = max(widths.items(), key=lambda item: (item[1], item[0]))[0]
    wide = [row for row in wide if len(row.cells) == width]
    middle = wide[_LOOKED_AT:] if len(wide) > 2 * _LOOKED_AT else wide[len(wide) // 2 :]
    middle = middle[:_REFERENCE]
    telling: dict[int, Kind] = {}
    for position in range(width):
        kinds = Counter(kind_of(row.cells[position]) for row in middle)
        del kinds["blank"]
        if not kinds:
            continue
        kind, often = kinds.most_common(1)[0]
        if kind in TELLING and often >= _MOST * kinds.total():
            telling[position] = kind
    used = frozenset(position for row in wide for position, cell in enumerate(row.cells) if is_filled(cell))
    return Columns(width, median(row.filled for row in middle), telling, used)


def find_header(rows: Sequence[SampleRow], columns: Columns, known: Known, *, must: bool = False) -> FoundHeader:
    """The header of a table.

    It is the first row that names what its columns hold instead of holding it, or the one with the most words that are
    known; where no column tells, the first row that is filled like the others. There is none where the first row holds what
    all hold.

    Args:
        rows: The first rows of a file, at least one.
        columns: What they hold.
        known: Tells how much of a row is words that the fields of the table are called by.
        must: There is a header.
    """
    first = _first_full(rows, columns)
    at = _named(rows, columns, known, first)
    if at is None and _is_row(rows[first].cells, columns) and not must:
        first = _first_of_headless(rows, columns, first)
        return FoundHeader(first, 0, (), _("the first row holds figures where all rows hold them"))
    begin = first if at is None else at
    return header_of(rows, begin, 1 if at is None else rows_of_header(rows, begin, columns, known), known)


def header_of(rows: Sequence[SampleRow], first: int, height: int, known: Known, *, keep_first: bool = False) -> FoundHeader:
    """The header that stands on given rows: the one of them that names every column, else all of them together."""
    block = [row.cells for row in rows[first : first + height]]
    if height > 1:
        width = max(map(len, block))
        padded = [[*cells, *[""] * (width - len(cells))] for cells in block]
        used = [position for position in range(width) if any(is_filled(cells[position]) for cells in padded)]
        joined = _joined(padded)
        whole = [at for at, cells in enumerate(padded) if _is_whole(cells, used)]
        best = max(whole, key=lambda at: known(padded[at]), default=None)  # the first of equally good ones
        if best is None or known(joined) > known(padded[best]):
            return FoundHeader(first, height, tuple(joined))
        if keep_first:
            return FoundHeader(first, height, tuple(padded[best]))
        first, height, block = first + best, height - best, padded[best:]
    return FoundHeader(first, height, tuple(block[0]))


def rows_of_header(rows: Sequence[SampleRow], first: int, columns: Columns, known: Known) -> int:
    """On how many rows a header stands whose first row is known."""
    end = first + 1
    if rows[first].filled < min(2, columns.filled) or not _contrasts(rows[first].cells, columns):
        return 1
    while end < min(len(rows), first + _TALLEST) and _goes_on(rows[first:end], rows[end], columns, known):
        end += 1
    return end - first


def _first_full(rows: Sequence[SampleRow], columns: Columns) -> int:
    """The first row that is filled like the others."""
    enough = max(min(2.0, columns.filled), 0.5 * columns.filled)
    return next((at for at, row in enumerate(rows[:_LOOKED_AT]) if row.filled >= enough and len(row.cells) > 1), 0)


def _named(rows: Sequence[SampleRow], columns: Columns, known: Known, first: int) -> int | None:
    """The position of the row that is a header for sure; None where none is."""
    best: tuple[tuple[int, int], int | None] = (0, _FEW - 1), None
    contrast: int | None = None
    for at, row in enumerate(rows[:_LOOKED_AT]):
        if row.filled < min(2, columns.filled):
            continue
        words = known(row.cells)
        figures = any(kind_of(cell) in TELLING for cell in row.cells)
        surely = words[1] >= _SURE or (2 * words[1] >= row.filled and not figures)
        if words[1] >= _FEW and words > best[0] and surely and not _is_row(row.cells, columns):
            best = words, at
        if contrast is None and at >= first and row.filled >= 0.5 * columns.filled and _contrasts(row.cells, columns):
            contrast = at
        if at not in (contrast, best[1]) and _is_surely_row(row, columns):
            break  # rows have begun, and no header stands among them
        if contrast is not None and (words[1] >= _SURE or at >= contrast + _TALLEST):
            break
    named = best[1]
    if contrast is None or named is None:
        return contrast if named is None else named
    in_block = contrast <= named < contrast + rows_of_header(rows, contrast, columns, known)
    surely = named < contrast or best[0][1] >= _SURE
    return named if surely and not in_block else contrast


def _votes(cells: Sequence[str], columns: Columns) -> tuple[int, int]:
    """In how many telling columns a row has words where they hold none, and in how many it has what they hold."""
    against = alike = 0
    labels = _are_years(cells, columns)
    for position, kind in columns.telling.items():
        cell = cells[position] if position < len(cells) else ""
        own = kind_of(cell)
        if own == "blank":
            continue
        if labels and own == "number":
            against += 1
        elif own == kind or (own in TELLING and kind in TELLING and not cell.strip()[:1].isalpha()):
            alike += 1
        elif own in ("words", "text") or (kind in ("number", "date") and own == "code" and cell.strip()[:1].isalpha()):
            against += 1
    return against, alike


def _are_years(cells: Sequence[str], columns: Columns) -> bool:
    """Whether the figures of a row are years in their order: so are columns called, and hardly a row is like that."""
    figures = [cells[position] for position, kind in columns.telling.items() if kind == "number" and position < len(cells)]
    figures = [cell.strip() for cell in figures if is_filled(cell)]
    if len(figures) < 3 or not all(len(cell) == 4 and cell.isdigit() and "1900" <= cell <= "2100" for cell in figures):
        return False
    return all(before < after for before, after in itertools.pairwise(figures))


def _contrasts(cells: Sequence[str], columns: Columns) -> bool:
    against, alike = _votes(cells, columns)
    return against > alike


def _is_row(cells: Sequence[str], columns: Columns) -> bool:
    against, alike = _votes(cells, columns)
    return alike > 0 and alike >= against


def _is_surely_row(row: SampleRow, columns: Columns) -> bool:
    against, alike = _votes(row.cells, columns)
    like_others = alike > against and alike >= min(2, len(columns.telling))
    figures = sum(kind_of(cell) in TELLING for cell in row.cells)
    return row.filled >= max(2, 0.5 * columns.filled) and (like_others or figures > 1)


def _goes_on(header: Sequence[SampleRow], row: SampleRow, columns: Columns, known: Known) -> bool:
    """Whether a row below a header belongs to it.

    A first order of which nothing is known must not be taken for one, so no word in a column of figures is enough. The row
    has to name columns that have no name yet, or to hold words in columns of figures alone, as units are written, or
    several known words. There is no figure in it.
    """
    against, alike = _votes(row.cells, columns)
    if alike or len(row.cells) != columns.width or any(kind_of(cell) in TELLING for cell in row.cells):
        return False
    filled = {position for position, cell in enumerate(row.cells) if is_filled(cell)}
    named = {position for one in header for position, cell in enumerate(one.cells) if is_filled(cell)}
    if known(row.cells)[1] >= _SURE:
        return True
    figures = {position for position, kind in columns.telling.items() if kind in ("number", "date")}
    if not against:
        return False
    if filled <= figures or not filled & named:
        return True
    return not columns.used <= named and bool(filled & figures)


def _first_of_headless(rows: Sequence[SampleRow], columns: Columns, first: int) -> int:
    """The first row of a table without a header: titles of one cell stand above it, and no row that is only short does."""
    if columns.width > 2 and all(row.filled == 1 for row in rows[:first]):
        return first
    return 0


def _is_whole(cells: Sequence[str], used: Sequence[int]) -> bool:
    names = [cells[position].strip() for position in used]
    return all(names) and len(set(names)) == len(names)


def _joined(block: Sequence[list[str]]) -> list[str]:
    """Names over several rows, from above: a name that spans columns stands in the first of them alone."""
    spread: list[list[str]] = []
    for number, cells in enumerate(block):
        last = ""
        filled: list[str] = []
        for position, cell in enumerate(cells):
            below = any(is_filled(later[position]) for later in block[number + 1 :])
            last = cell.strip() or (last if below and number < len(block) - 1 else "")
            filled.append(last)
        spread.append(filled)
    return [" ".join(dict.fromkeys(name for name in column if name)) for column in zip(*spread, strict=True)]

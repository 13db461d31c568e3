"""How right a reader is about a damaged file: ten measures from 0 to 1, in the manner of the benchmarks of loaders.

They are whether it gave anything; and precision, recall and their harmonic mean (F1) of the header's cells, of the records and
of the records' cells, all as bags. Blanks at the ends of cells, columns in which nothing stands, records in which nothing
stands and the spelling of line ends inside of cells do not count, for no reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from damage.files import File

MEASURES = 10
BLANKS = " \t\r\n\u00a0\ufeff"


@dataclass(frozen=True)
class Loaded:
    """What a reader made of a file: the header (none where it says that there is none) and the records."""

    header: Sequence[str]
    records: Sequence[Sequence[str | None]]


def score(file: File, loaded: Loaded | None) -> float:
    """The sum of the ten measures; 0 where nothing was loaded."""
    if loaded is None:
        return 0.0
    header, records = _plain(file.header, file.records)
    given_header, given = _plain(loaded.header, loaded.records)
    measures = [1.0]
    measures += _measures(filter(None, header), filter(None, given_header))
    measures += _measures(map(tuple, records), map(tuple, given))
    measures += _measures((cell for row in records for cell in row), (cell for row in given for cell in row))
    assert len(measures) == MEASURES
    return sum(measures)


def _measures(wanted: Iterable[Hashable], given: Iterable[Hashable]) -> list[float]:
    one, other = Counter(wanted), Counter(given)
    common = (one & other).total()
    precision = common / other.total() if other else float(not one)
    recall = common / one.total() if one else float(not other)
    return [precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0]


def _plain(header: Sequence[str], records: Sequence[Sequence[str | None]]) -> tuple[list[str], list[list[str]]]:
    names = [_text(name) for name in header]
    rows = [[_text(cell) for cell in row] for row in records]
    rows = [row for row in rows if any(row)]
    width = max([len(names), *map(len, rows)])
    used = [at for at in range(width) if (at < len(names) and names[at]) or any(at < len(row) and row[at] for row in rows)]
    return (
        [names[at] for at in used if at < len(names)],
        [[row[at] for at in used if at < len(row)] for row in rows],
    )


def _text(cell: str | None) -> str:
    return (cell or "").replace("\r\n", "\n").replace("\r", "\n").strip(BLANKS)

"""The first rows of a file, cut as landing cuts them: a row whose quotes go wrong is given up alone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kartoteka_csv.kinds import count_filled

_LONGEST = 20_000
"""Characters over which a quoted cell may go in a sample before it counts as one that is not closed."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How rows are cut into cells.

    Attributes:
        delimiter: One character; None for runs of blanks.
        quote: One character, doubled inside a quoted cell; None where there is no quoting.
        escape: One character that makes the next one plain; None where there is none.
    """

    delimiter: str | None
    quote: str | None
    escape: str | None = None


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row of a sample that is not blank.

    Attributes:
        above: How many physical lines stand above it in the sample.
        height: On how many it stands.
        cells: Its cells.
        filled: In how many of them there is anything.
        broken: Its quotes go wrong.
    """

    above: int
    height: int
    cells: list[str]
    filled: int
    broken: bool = False


def physical_lines(text: str) -> list[str]:
    """The lines of a text with their ends; only CR, LF and both together end a line."""
    return list(io.StringIO(text, newline=""))


def cut(lines: Sequence[str], dialect: Dialect, most: int, *, above: int = 0) -> Iterator[SampleRow]:
    """The first rows of lines that are not blank, at most so many; `above` is the number of the lines before them."""
    found = 0
    for start, height, cells, broken in _cut(lines, dialect):
        filled = count_filled(cells)
        if filled:
            yield SampleRow(above + start, height, cells, filled, broken)
            found += 1
            if found == most:
                return


def _cut(lines: Sequence[str], dialect: Dialect) -> Iterator[tuple[int, int, list[str], bool]]:
    if dialect.delimiter is None:
        for number, line in enumerate(lines):
            yield number, 1, line.split(), False
        return
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))
    at = 0
    while at < len(lines):
        taken = _Taken(lines, at)
        rows = _reader(taken, dialect)
        try:
            while True:
                start = taken.at
                cells = next(rows)
                yield start, taken.at - start, cells, False
        except StopIteration:
            return
        except csv.Error:
            yield start, 1, _leniently(lines[start], dialect), True
            at = start + 1


class _Taken:
    """Lines from one on; a row may go over so many characters of them."""

    def __init__(self, lines: Sequence[str], at: int) -> None:
        self._lines = lines
        self.at = at

    def __iter__(self) -> _Taken:
        return self

    def __next__(self) -> str:
        if self.at == len(self._lines):
            raise StopIteration
        self.at += 1
        return self._lines[self.at - 1]


def _reader(lines: Iterable[str], dialect: Dialect, *, strict: bool = True) -> Iterator[list[str]]:
    assert dialect.delimiter is not None
    if dialect.quote is None:
        return csv.reader(
            lines,
            delimiter=dialect.delimiter,
            quoting=csv.QUOTE_NONE,
            escapechar=dialect.escape,
            skipinitialspace=dialect.delimiter != " ",
            strict=strict,
        )
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape,
        skipinitialspace=dialect.delimiter != " ",
        strict=strict,
    )


def _leniently(line: str, dialect: Dialect) -> list[str]:
    """The cells of a line whose quotes go wrong: blanks between a closing quote and the delimiter do no harm."""
    assert dialect.delimiter is not None
    if dialect.quote is not None:
        mark, end = re.escape(dialect.quote), re.escape(dialect.delimiter)
        line = re.sub(rf"{mark}[ \t]+(?={end}|\r?\n?$)", dialect.quote, line)
    return next(_reader([line], dialect, strict=False), [])

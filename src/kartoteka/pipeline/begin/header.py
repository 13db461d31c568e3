"""Where the header of a file stands, when there are titles above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from kartoteka.components.source import CsvFile
from kartoteka.errors import InputError
from kartoteka.model.fields import recognised_in, required_fields
from kartoteka.pipeline.land.guess import guess
from kartoteka.pipeline.land.mapping import header_text
from kartoteka.pipeline.land.open_text import open_text

_LINES = 40
_LONGEST = 1 << 16
_FEW = 2


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """A header that is not where it is looked for.

    Attributes:
        skip_lines: How many lines stand above it.
        note: What speaks for it.
    """

    skip_lines: int
    note: str


def find_header(table: str, file: CsvFile, described: Callable[[int], CsvFile]) -> FoundHeader | None:
    """Look for the header among the first lines of a file; None where it is the line that was taken for it.

    The header is the first of those lines that make the most of the table: fields that it needs, then any fields, then
    filled cells. A line below a header whose words are all unknown is no better than it.

    Args:
        table: Whose fields the header names.
        file: As it is read without being told.
        described: The same file when so many lines above the header are skipped.
    """
    taken = _worth(table, file.columns)
    best, at = taken, None
    widest: tuple[int, int | None] = taken[2], None
    for above in _candidates(file):
        try:
            columns = described(above).columns
        except InputError:
            continue
        worth = _worth(table, columns)
        if worth[1] >= _FEW and worth[:2] > best[:2]:
            best, at = worth, above
        filled = not taken[2] or all(header_text(column) for column in columns)  # below a line of empty cells any will do
        if worth[2] > widest[0] and filled and not any(map(_is_value, columns)):
            widest = worth[2], above
    if at is None and taken[2] <= 1:
        at = widest[1]  # a title of one cell is no header, whatever the words below it
    if at is None:
        return None
    title = _first_line(file, at)
    what = f"above it: {title!r}" if title else "above it there is nothing"
    return FoundHeader(at, f"line {at + 1} is the header; {what}")


def _worth(table: str, columns: tuple[str, ...]) -> tuple[int, int, int]:
    headers = [header_text(column) for column in columns]
    guesses = guess(headers, recognised_in(table), settled=(), taken=())
    known = {*guesses.found, *guesses.torn}
    required = sum(1 for entry in required_fields(table) if entry.name in known)
    return required, len(known), sum(1 for header in headers if header)


def _is_value(cell: str) -> bool:
    """Whether a cell is a figure, and so hardly a header."""
    return any(letter.isdigit() for letter in cell) and not any(letter.isalpha() for letter in cell)


def _candidates(file: CsvFile) -> Iterator[int]:
    """The numbers of lines above each line, from the second on, that may be a header: those that are not blank."""
    with open_text(file.path, file.encoding, file.compression) as stream:
        for above, line in enumerate(islice(iter(lambda: stream.readline(_LONGEST), ""), _LINES)):
            if above and line.strip(" \t\r\n,;|\"'"):
                yield above


def _first_line(file: CsvFile, lines: int) -> str:
    with open_text(file.path, file.encoding, file.compression) as stream:
        for line in islice(iter(lambda: stream.readline(_LONGEST), ""), lines):
            text = " ".join(line.strip(' \t\r\n,;|"').split())
            if text:
                return text if len(text) <= 40 else f"{text[:39]}…"
    return ""

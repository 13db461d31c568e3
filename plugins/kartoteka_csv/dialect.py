"""Guess how a table is cut: by the delimiter and the quotes that give even rows whose cells look like something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kartoteka import gettext as _
from kartoteka import ngettext
from kartoteka_csv.kinds import is_filled, kind_of
from kartoteka_csv.sample import Dialect, SampleRow, cut

DELIMITERS = (";", "\t", ",", "|")
"""Looked for first."""

RARER = ("\x1f", "\x01", "^", "~", "¦", "§", "#", "*", ":")
"""Looked for where none of the usual ones cuts the rows evenly."""

_ROWS = 150
_EVEN = 0.6
_CLEARLY = 0.1
_MOSTLY = 0.8
_ALWAYS = 0.9
_IN_TEXTS = (" ", ":")
_WORTH = {"blank": 0.9, "number": 1.0, "date": 1.0, "address": 1.0, "code": 0.95, "words": 0.9, "text": 0.7}
_CUT_WELL = re.compile(r"[;\t|^~\x01\x1f]")
_QUOTES = ('"', "'")


@dataclass(frozen=True, slots=True)
class GuessedDialect:
    """A dialect, and what speaks for it in words: of the delimiter, of the quote, of the escape; empty where it is usual."""

    dialect: Dialect
    delimiter_because: str = ""
    quote_because: str = ""
    escape_because: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a dialect; a delimiter or an escape that was not is an empty text, and so is a quote."""

    delimiter: str | None = ""
    quote: str | None = ""
    escape: str | None = ""


def guess_dialect(lines: Sequence[str], said: Said) -> GuessedDialect:
    """The dialect of the first rows of a table; a comma where they are one cell each.

    Args:
        lines: The first lines, with their ends.
        said: What need not be guessed.
    """
    text = "".join(lines[: _ROWS * 2])
    quotes = _quotes(text) if said.quote == "" else (said.quote,)
    if said.delimiter != "":
        delimiters: tuple[str | None, ...] = (said.delimiter,)
    else:
        delimiters = tuple(delimiter for delimiter in DELIMITERS if delimiter in text)
    dialects = [Dialect(delimiter, quote) for delimiter in delimiters for quote in quotes]
    best = _best(lines, dialects)
    if said.delimiter == "":
        for delimiter in _rarer(text, len(lines)):
            other = _rarely(lines, [Dialect(delimiter, quote) for quote in quotes])
            if other is not None and (best is None or other[0] > _score(best[1], best[2]) + _CLEARLY):
                best = other
        if (best is None or best[0] < _EVEN or best[1].delimiter == " ") and '" ' not in text and is_cut_by_blanks(lines):
            return GuessedDialect(Dialect(None, _only(quotes), None), _("every line has as many cells then"))
    dialect = best[1] if best is not None else Dialect(said.delimiter or ",", _only(quotes))
    escape, escape_because = _escape(lines, dialect, text) if said.escape == "" else (said.escape, "")
    dialect = Dialect(dialect.delimiter, dialect.quote, escape)
    delimiter_because = "" if best is None or said.delimiter != "" else _in_words(best[2])
    quote_because = _("cells stand between {quote} and {quote}", quote=dialect.quote) if dialect.quote == "'" else ""
    return GuessedDialect(dialect, delimiter_because, quote_because, escape_because)


def is_cut_by_blanks(lines: Sequence[str]) -> bool:
    """Whether lines have the same number of cells, several, when they are cut at runs of blanks, and not by chance.

    Sentences and names of two words would be cut as well: some column has to be figures or days throughout.
    """
    rows = [row.cells for row in cut(lines, Dialect(None, None), _ROWS)]
    if len(rows) < 2 or len({len(cells) for cells in rows}) != 1 or len(rows[0]) < 2:
        return False
    return any(map(_is_of_figures, zip(*rows, strict=True)))


def _is_of_figures(column: Sequence[str]) -> bool:
    """Whether nearly all cells of a column but the first one are figures or days."""
    figures = sum(kind_of(cell) in ("number", "date") for cell in column[1:])
    return figures > 0 and figures >= _ALWAYS * len(column[1:])


def _only(quotes: Sequence[str | None]) -> str | None:
    return quotes[0]


def _quotes(text: str) -> tuple[str, ...]:
    """The quotes that cells may stand between: apostrophes where some do, and cells between double quotes are fewer."""
    if "'" not in text:
        return ('"',)
    double, single = (
        len(re.findall(rf"(?:^|[;,\t| ]){quote}[^\r\n]*?{quote}(?=[;,\t| \r\n]|$)", text, re.M)) for quote in _QUOTES
    )
    return ("'", '"') if single > double else ('"',)


def _rarer(text: str, lines: int) -> Iterator[str]:
    """Those of the rarer delimiters that stand in most lines."""
    yield from (delimiter for delimiter in (*RARER, " ") if text.count(delimiter) >= 0.8 * min(lines, 2 * _ROWS))


def _rarely(lines: Sequence[str], dialects: Sequence[Dialect]) -> _Scored | None:
    """The best dialect with a rarer delimiter, if it cuts nearly all rows alike.

    Blanks and colons stand in sentences and times as well: they have to make some column figures or days.
    """
    best = None
    for dialect in dialects:
        rows = list(cut(lines, dialect, _ROWS))
        width, often = _modal_width(rows)
        if often < _MOSTLY * len(rows) or often < 2:
            continue
        whole = [row.cells for row in rows if len(row.cells) == width]
        if dialect.delimiter not in _IN_TEXTS or any(map(_is_of_figures, zip(*whole, strict=True))):
            scored = (_score(dialect, rows), dialect, rows)
            best = scored if best is None or scored[0] > best[0] else best
    return best


_Scored = tuple[float, Dialect, "list[SampleRow]"]


def _best(lines: Sequence[str], dialects: Sequence[Dialect]) -> _Scored | None:
    """The best of some dialects, with its score from 0 to about 1 and its rows; None where none cuts anything.

    A clear case is told by the widths alone: all rows are as wide, and no other dialect cuts half of them alike.
    """
    cuts = [(dialect, list(cut(lines, dialect, _ROWS))) for dialect in dialects]
    even = [(_evenness(rows), dialect, rows) for dialect, rows in cuts]
    even = [scored for scored in even if scored[0] > 0]
    if not even:
        return None
    if len(even) > 1:
        clear = [scored for scored in even if scored[0] > 0.9]
        if len(clear) == 1 and all(scored[0] < 0.3 for scored in even if scored is not clear[0]):
            even = clear
    if len(even) > 1:
        even = [(_score(dialect, rows), dialect, rows) for _, dialect, rows in even]
    return max(even, key=lambda scored: scored[0])


def _score(dialect: Dialect, rows: Sequence[SampleRow]) -> float:
    """How well a dialect cuts, from 0 to 1: many even cells are less likely chance than two."""
    width, _ = _modal_width(rows)
    return _evenness(rows) * _looks(rows, dialect) * (1 - 0.4 / width) if width else 0.0


def _modal_width(rows: Sequence[SampleRow]) -> tuple[int, int]:
    """The commonest width of more than one cell, the broader of equally common ones, and how many rows have it."""
    widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1 and not row.broken)
    width, often = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return width, often


def _evenness(rows: Sequence[SampleRow]) -> float:
    """The share of rows of the commonest width. Rows that a program left short at the end count half."""
    if not rows:
        return 0.0
    width, often = _modal_width(rows)
    if not width:
        return 0.0
    near = sum(1 for row in rows if not row.broken and 1 < len(row.cells) != width and abs(len(row.cells) - width) <= 1)
    return (often + near / 2) / len(rows) if often else 0.0


def _looks(rows: Sequence[SampleRow], dialect: Dialect) -> float:
    """How far the cells look like something: not cut through, not still to be cut, without stray quotes."""
    width, _ = _modal_width(rows)
    cells = [cell for row in rows[:_ROWS] if len(row.cells) == width for cell in row.cells]
    if not cells:
        return 0.0
    counted = Counter(cells)
    total = sum(_looks_of(cell, dialect) * often for cell, often in counted.items())
    return total / len(cells)


def _looks_of(cell: str, dialect: Dialect) -> float:
    if not is_filled(cell):
        return 0.9
    worth = _WORTH[kind_of(cell)]
    if _CUT_WELL.search(cell):
        worth *= 0.4
    for quote in _QUOTES:
        if (
            quote in cell
            and (cell[0] == quote or cell[-1] == quote)
            and (quote == '"' or (cell[0] == cell[-1] and len(cell) > 1))
        ):
            worth *= 0.3
    return worth


def _escape(lines: Sequence[str], dialect: Dialect, text: str) -> tuple[str | None, str]:
    """A backslash, where quotes inside of quoted cells stand behind one and the rows are cut better for it."""
    if dialect.quote is None or dialect.delimiter is None or f"\\{dialect.quote}" not in text:
        return None, ""
    escaped = Dialect(dialect.delimiter, dialect.quote, "\\")
    plain, better = (_unbroken(list(cut(lines, one, _ROWS * 2))) for one in (dialect, escaped))
    if better > plain:
        return "\\", _("quotes inside of cells are written \\{quote}", quote=dialect.quote)
    return None, ""


def _unbroken(rows: Sequence[SampleRow]) -> float:
    width, often = _modal_width(rows)
    return often / len(rows) - sum(row.broken for row in rows) / len(rows) if rows and width else 0.0


def _in_words(rows: Sequence[SampleRow]) -> str:
    width, often = _modal_width(rows)
    if len(rows) == 1:
        return ngettext("the row is {number} cell wide then", "the row is {number} cells wide then", width, number=width)
    if often == len(rows):
        return ngettext(
            "all {rows} rows are {number} cell wide then",
            "all {rows} rows are {number} cells wide then",
            width,
            rows=len(rows),
            number=width,
        )
    return ngettext(
        "{often} of {rows} rows are {number} cell wide then",
        "{often} of {rows} rows are {number} cells wide then",
        width,
        often=often,
        rows=len(rows),
        number=width,
    )

"""What was settled about a file, in words: what it was taken for, why, and how to say that it is otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kartoteka import Finding, list_in_words
from kartoteka import gettext as _
from kartoteka_csv.dialect import GuessedDialect
from kartoteka_csv.encoding import Guess
from kartoteka_csv.header import FoundHeader
from kartoteka_csv.sample import Dialect, SampleRow

_NAMES = {"\t": "tab", " ": "space", None: "whitespace"}
_SHOWN = 60


def of_encoding(guess: Guess) -> Finding:
    """The encoding."""
    other = "cp1250" if guess.encoding != "cp1250" else "cp1252"
    return Finding("encoding", str(guess.encoding), guess.because, f"encoding: {other}")


def of_delimiter(guessed: GuessedDialect) -> Iterator[Finding]:
    """The delimiter, where it was guessed."""
    delimiter = guessed.dialect.delimiter
    if guessed.delimiter_because:
        other = ";" if delimiter != ";" else ","
        found = _NAMES.get(delimiter, delimiter) or ""
        yield Finding("delimiter", found, guessed.delimiter_because, f'delimiter: "{other}"')


def of_quote(guessed: GuessedDialect) -> Iterator[Finding]:
    """The quote, where it is not the usual one."""
    if guessed.quote_because:
        yield Finding("quote", str(guessed.dialect.quote), guessed.quote_because, "quote: '\"'")


def of_escape(guessed: GuessedDialect) -> Iterator[Finding]:
    """The escape, where there is one."""
    if guessed.escape_because:
        yield Finding("escape", str(guessed.dialect.escape), guessed.escape_because, "escape: null")


def of_header(above: int, header: FoundHeader, rows: Sequence[SampleRow]) -> Finding:
    """The header, where lines stand above it that are skipped."""
    line, text = above + 1, shown(rows[0])
    if header.rows:
        because = _("line {line} is the header; above it: {text!r}", line=line, text=text)
    else:
        because = _("line {line} is the first row; above it: {text!r}", line=line, text=text)
    return Finding("skip_lines", str(above), because, "skip_lines: 0")


def of_no_header(header: FoundHeader) -> Finding:
    """That there is no header."""
    return Finding("header", "none", header.because, _("header: true, or the list of the columns' names"))


def of_rows_of_header(header: FoundHeader) -> Finding:
    """A header on several rows."""
    return Finding(
        "header_rows", str(header.rows), _("the rows below it hold words where the columns hold figures"), "header_rows: 1"
    )


def of_footer(lines: int, rows: Sequence[SampleRow]) -> Finding:
    """What stands below the rows."""
    because = _("below the rows, and listed among the rejects: {text!r}", text=shown(rows[0]))
    return Finding("footer_lines", str(lines), because, "footer_lines: 0")


def of_range(table: tuple[int, int], others: Sequence[tuple[int, int]], dialect: Dialect) -> Finding:
    """The columns of one table beside others."""
    beside = list_in_words([f"{first + 1}-{end}" for first, end in others])
    because = _("another table stands in the columns {beside}, behind a blank one; it is not read", beside=beside)
    first, end = others[0]
    return Finding("column_range", f"{table[0] + 1}-{table[1]}", because, f"column_range: {first + 1}-{end}")


def shown(row: SampleRow) -> str:
    """A row in a few words."""
    text = " ".join(" ".join(row.cells).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"

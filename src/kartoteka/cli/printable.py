"""Text and values of a stranger, made fit to be shown: nothing in them can steer a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from kartoteka.language import gettext as _

# Control characters (newline and tab excepted), and those that turn the direction of reading.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAKS = str.maketrans({"\n": "\\n", "\t": " ", "\u2028": "\\n", "\u2029": "\\n"})


def printable(text: str) -> str:
    """The text with every character that steers a terminal written out: an escape becomes `\\x1b`. Lines stay lines."""
    return _STEERING.sub(lambda found: _written_out(found[0]), text)


def cell_text(value: object) -> str:
    """A value as one line of text: a day as `2026-11-30`, yes and no for truth, nothing for None."""
    match value:
        case None:
            text = ""
        case bool():
            text = _("yes") if value else _("no")
        case datetime():
            text = value.isoformat(sep=" ", timespec="seconds")
        case date():
            text = value.isoformat()
        case Decimal():
            text = f"{value:f}"
        case _:
            text = str(value)
    return printable(text.translate(_BREAKS))


def folded(text: str, columns: int) -> str:
    """The text in lines of at most so many columns of a terminal, broken only at blanks: a long path stays whole.

    What goes on in a further line is indented as its beginning.
    """
    return "\n".join(part for line in text.split("\n") for part in _folded_line(line, columns))


def _folded_line(line: str, columns: int) -> Iterator[str]:
    if width(line) <= columns:
        yield line
        return
    indent = line[: len(line) - len(line.lstrip(" "))]
    filled = ""
    for word in line[len(indent) :].split(" "):
        longer = f"{filled} {word}" if filled else indent + word
        if filled and width(longer) > columns:
            yield filled.rstrip(" ")
            longer = indent + word
        filled = longer
    yield filled


def width(text: str) -> int:
    """How many columns of a terminal a text takes: accents that combine take none, East Asian wide letters two."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def padded(text: str, size: int) -> str:
    """The text with blanks behind it, so that it takes `size` columns of a terminal."""
    return text + " " * (size - width(text))


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _written_out(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"

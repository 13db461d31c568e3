"""What a cell looks like, told by its shape alone: enough to tell headers from rows, and a good cut from a bad one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from kartoteka import BLANKS

Kind = Literal["blank", "number", "date", "address", "code", "words", "text"]
"""`address` is an e-mail or web address, `code` holds a digit and no blank, `words` hold no digit, `text` is all else."""

TELLING: frozenset[Kind] = frozenset({"number", "date", "address", "code"})
"""Kinds that the name of a column hardly ever is."""

_BLANK = re.compile(r"[-.*–—]*|null|n/?a|none|nan|b/d", re.IGNORECASE)
_SIGN = r"[^\w\s,;|'\"/\\]{1,2}"
_UNIT = rf"(?:[^\W\d_]{{1,4}}\.?|{_SIGN})"
_GROUP = r"[ \u00a0\u2007\u2009\u202f.,'\u2019]"
_NUMBER = re.compile(
    rf"[(]?(?:(?:[A-Z]{{3}}|{_SIGN})\s?)?[-+\u2212]?\s?(?:{_SIGN}\s?)?\d+(?:{_GROUP}\d+)*(?:\s?{_UNIT}|\s?%)?[)]?-?"
)
_DATE = re.compile(
    r"(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2(?:\d{4}|\d{2})"
    r"|\d{1,2}[-. ][^\W\d_]{3,10}\.?[-., ]{1,2}(?:\d{4}|\d{2}))"
    r"(?:[T ]\s?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:[AaPp][Mm]|Z|[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AaPp][Mm])?"
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|(?:https?://|www\.)\S+", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def kind_of(cell: str) -> Kind:
    """The kind of a cell."""
    text = cell.strip(BLANKS)
    if _BLANK.fullmatch(text):
        return "blank"
    if len(text) > 200:
        return "text"
    if not any(map(str.isdigit, text)):
        return "address" if _ADDRESS.fullmatch(text) else "words"
    if _DATE.fullmatch(text):
        return "date"
    if _NUMBER.fullmatch(text):
        return "number"
    if _ADDRESS.fullmatch(text):
        return "address"
    return "text" if any(map(str.isspace, text)) else "code"


def is_filled(cell: str) -> bool:
    """Whether there is anything in a cell."""
    return bool(cell) and bool(cell.strip(BLANKS))


def count_filled(cells: list[str]) -> int:
    """In how many cells there is anything."""
    return sum(map(is_filled, cells))

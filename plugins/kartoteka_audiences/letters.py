"""Letters of any script, without what stands between them."""

from __future__ import annotations

import unicodedata

_CUT = ("P", "S", "C")
"""Unicode's punctuation, symbols, and invisible characters."""


def lower(text: str) -> str:
    """Small letters, composed: an accent that is a character of its own would give another hash."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())


def single_blanks(text: str) -> str:
    """No blank at either end, and one where there were several."""
    return " ".join(text.split())


def without_punctuation(text: str) -> str:
    """Letters, digits and single blanks, accents kept."""
    return single_blanks("".join(letter for letter in single_blanks(text) if unicodedata.category(letter)[0] not in _CUT))


def letters_alone(text: str) -> str:
    """Letters with their accents: no digit, no blank, no punctuation."""
    return "".join(letter for letter in text if unicodedata.category(letter)[0] in ("L", "M"))


def folded(text: str) -> str:
    """What two spellings of one word have in common: no case, no accents, no punctuation, no blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())

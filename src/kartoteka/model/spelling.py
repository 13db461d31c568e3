"""One spelling out of many: how texts written by people are compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_BREVE = "\N{COMBINING BREVE}"
_WITHOUT_MARK = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "œ": "oe", "æ": "ae"})


def plain(text: str) -> str:
    """The text without case, surrounding or doubled blanks, and diacritics.

    `" Zwrócone"` is `zwrocone`, `отменён` is `отменен`. Russian `й` stays what it is: nobody writes `и` for it.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    letters: list[str] = []
    for letter in unicodedata.normalize("NFKD", text.casefold()):
        if not unicodedata.combining(letter) or (letter == _BREVE and letters[-1:] == ["и"]):
            letters.append(letter)
    return " ".join(unicodedata.normalize("NFC", "".join(letters)).translate(_WITHOUT_MARK).split())


@lru_cache(maxsize=4096)
def header_key(header: str) -> str:
    """What a header is compared by: its letters and digits alone.

    So `CustomerKey`, `customer_key` and `CUSTOMER KEY.` are one. The number sign in its three spellings (`№`, `N°`, `Nº`)
    is `no`. A header of signs alone has an empty key.
    """
    numbered = (
        header.replace("№", " no ").replace("N°", " no ").replace("n°", " no ").replace("Nº", " no ").replace("nº", " no ")
    )
    return "".join(letter for letter in plain(numbered) if letter.isalnum())


def in_two_languages(header: str) -> tuple[str, ...]:
    """The halves of a header such as `Klient / Customer`; none where it is not of two halves."""
    halves = tuple(half.strip() for half in header.replace("|", "/").split("/"))
    return halves if len(halves) == 2 and all(map(header_key, halves)) else ()

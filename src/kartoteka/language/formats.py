"""Days, amounts and numbers as the spoken language writes them. Babel, which knows how, is imported with the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from kartoteka.language.chosen import current_language
from kartoteka.language.messages import gettext as _

_BABEL = {"en": "en_GB", "pl": "pl_PL", "fr": "fr_FR", "ru": "ru_RU"}
_BLANK = {"en": " "}
_NO_BREAK = "\u00a0"


def day_in_words(day: date, as_of: date | None = None) -> str:
    """`4 December 2026`, `4 grudnia 2026`; without the year where it is that of `as_of`."""
    words = _date(day, "d MMMM" if as_of is not None and day.year == as_of.year else "d MMMM y")
    return f"1er{words[1:]}" if current_language() == "fr" and day.day == 1 else words


def month_in_words(day: date) -> str:
    """`December 2026`, `grudzień 2026`."""
    return _date(day, "LLLL y")


def number_in_words(number: int) -> str:
    """`1,234`, `1 234`: a whole number with its thousands apart."""
    return _number(number, "#,##0")


def decimal_in_words(number: float | Decimal, decimals: int = 1) -> str:
    """A number with that many decimals: `1,234.5`, `1 234,5`."""
    return _number(number, f"#,##0.{'0' * decimals}" if decimals else "#,##0")


def digits_in_words(number: float | Decimal) -> str:
    """A number as it is, with at most six decimals and no idle zeros, its thousands not set off: `1234.5`, `1234,5`."""
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    return _number(exact, "0.######")


def amount_in_words(amount: Decimal, currency: str) -> str:
    """`300 PLN`, `1,299.99 PLN`, `1 299,99 PLN`: no empty decimals, and else at least two."""
    digits = _amount(amount, _BABEL[current_language()])
    return f"{digits}{_blank()}{currency}"


def percent_in_words(share: float, decimals: int = 0) -> str:
    """A share of one as `67 %`, `8,2 %`."""
    return f"{decimal_in_words(share * 100, decimals)}{_blank()}%"


def list_in_words(texts: Sequence[str], most: int | None = None) -> str:
    """`a, b and c`; beyond `most` of them how many more there are."""
    shown = list(texts if most is None else texts[:most])
    more = len(texts) - len(shown)
    if more:
        return _("{names} and {number} more", names=", ".join(shown), number=number_in_words(more))
    from babel.lists import format_list

    return str(format_list(shown, locale=_BABEL[current_language()]))


def alternatives_in_words(texts: Sequence[str]) -> str:
    """`a, b or c`."""
    from babel.lists import format_list

    return str(format_list(texts, "or", locale=_BABEL[current_language()]))


def _date(day: date, pattern: str) -> str:
    return _dated(day, pattern, _BABEL[current_language()])


@lru_cache(maxsize=4096)
def _dated(day: date, pattern: str, locale: str) -> str:
    """Remembered: a campaign has a sentence for each of its rows, with few days and amounts in them."""
    from babel.dates import format_date

    return str(format_date(day, pattern, locale=locale))


@lru_cache(maxsize=4096)
def _amount(amount: Decimal, locale: str) -> str:
    from babel.numbers import format_decimal

    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00##"
    return _in_every_encoding(str(format_decimal(amount, pattern, locale=locale)))


def _number(number: float | Decimal, pattern: str) -> str:
    from babel.numbers import format_decimal

    return _in_every_encoding(str(format_decimal(number, pattern, locale=_BABEL[current_language()])))


def _in_every_encoding(digits: str) -> str:
    """With the plain no-break space between thousands: a list in cp1252 cannot hold the narrow one that French has."""
    return digits.replace("\u202f", _NO_BREAK)


def _blank() -> str:
    return _BLANK.get(current_language(), _NO_BREAK)

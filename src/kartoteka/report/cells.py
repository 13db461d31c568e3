"""Cells of tables: what is shown, and by what it is sorted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kartoteka.language import amount_in_words, day_in_words, decimal_in_words, number_in_words, percent_in_words
from kartoteka.language import gettext as _
from kartoteka.report.page import Cell, Column, Mark

NOTHING = Cell("–")
_FEW = 0.1
_MOST_PLACES = 6


def text(label: str) -> Column:
    """A column of texts."""
    return Column(label)


def number(label: str) -> Column:
    """A column of numbers."""
    return Column(label, "number")


def counted(count: int, mark: Mark | None = None) -> Cell:
    """A whole number."""
    return Cell(number_in_words(count), float(count), mark)


def shared(share: float | None) -> Cell:
    """A share of one; those under a tenth with a decimal."""
    return NOTHING if share is None else Cell(percent(share), share)


def percent(share: float) -> str:
    """`67 %`, `8.2 %`."""
    return percent_in_words(share, 1 if 0 < share < _FEW else 0)


def money(amount: Decimal | None, currency: str) -> Cell:
    """An amount, without its decimals."""
    return NOTHING if amount is None else Cell(whole_amount(amount, currency), float(amount))


def whole_amount(amount: Decimal, currency: str) -> str:
    """`12,000 PLN`: an amount without its decimals."""
    return amount_in_words(amount.quantize(Decimal(1)), currency)


def day(moment: date | None) -> Cell:
    """A day."""
    return NOTHING if moment is None else Cell(day_in_words(moment), float(moment.toordinal()))


def plain(value: Any) -> str:
    """A number without idle zeros and with at most six decimals, yes or no for truth; anything else as it is."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return number_in_words(value)
    if isinstance(value, float | Decimal):
        short = round(Decimal(str(value)), _MOST_PLACES).normalize()
        exponent = short.as_tuple().exponent
        return decimal_in_words(short, max(0, -exponent) if isinstance(exponent, int) else 0)
    return str(value)

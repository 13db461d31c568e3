"""Figures of a profile as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from kartoteka.language import amount_in_words, decimal_in_words, number_in_words, percent_in_words
from kartoteka.language import gettext as _


def percent(share: float) -> str:
    """`67 %`, `8.2 %`: with a decimal below a tenth."""
    return percent_in_words(share, 0 if share == 0 or share >= 0.0995 else 1)


def lift_in_words(lift: float | None) -> str:
    """`2.3 times`: how many times as often it is here as elsewhere; None where nobody else has it."""
    if lift is None:
        return _("only here")
    if lift == 0:
        return _("only elsewhere")
    return _("{times} times", times=decimal_in_words(lift, 1 if lift >= 0.095 else 2))


def whole_amount(amount: Decimal, currency: str) -> str:
    """`12,346 PLN`: without what is below one."""
    return amount_in_words(amount.quantize(Decimal(1), ROUND_HALF_EVEN), currency)


def plain_number(number: float) -> str:
    """`12`, `1.5`, `1,234`: with a decimal where a small number needs it."""
    if number == int(number) or abs(number) >= 100:
        return number_in_words(round(number))
    return decimal_in_words(number, 1)

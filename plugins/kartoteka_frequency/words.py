"""Days, amounts and numbers as people read them: one function for each kind, so that other languages can follow."""

from __future__ import annotations

from calendar import month_name
from datetime import date
from decimal import Decimal

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def day_in_words(day: date, as_of: date | None = None) -> str:
    """`4 December 2026`; without the year where it is that of `as_of`."""
    words = f"{day.day} {month_name[day.month]}"
    return words if as_of is not None and day.year == as_of.year else f"{words} {day.year}"


def amount_in_words(amount: Decimal, currency: str) -> str:
    """`300 PLN`, `1,299.99 PLN`: no empty decimals, and else at least two."""
    whole = amount == amount.to_integral_value()
    digits = f"{amount:,.0f}" if whole else f"{amount:,.4f}".removesuffix("00")
    return f"{digits} {currency}"


def number_in_words(number: int) -> str:
    """`one` to `nine`, then digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def orders_in_words(number: int) -> str:
    """`no orders`, `1 order`, `12 orders`, for lists of facts."""
    return f"{number} order" if number == 1 else f"{number or 'no'} orders"


def order_of(minimum: Decimal, currency: str) -> str:
    """`order of at least 300 PLN`, or just `order` where every order counts."""
    return f"order of at least {amount_in_words(minimum, currency)}" if minimum > 0 else "order"

"""Days, values and scores as people read them."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kartoteka_rfm.measures import RECENCY, Measure


def day_in_words(day: date) -> str:
    """`4 December 2026`."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def value_in_words(measure: Measure, value: Decimal, currency: str) -> str:
    """`12 days`, `1 order`, `1,299.50 PLN`."""
    if measure.step != 1:
        whole = value == value.to_integral_value()
        return f"{value:,.0f} {currency}" if whole else f"{f'{value:,.4f}'.removesuffix('00')} {currency}"
    unit = "day" if measure is RECENCY else "order"
    return f"{int(value):,} {unit}" if value == 1 else f"{int(value):,} {unit}s"


def group_in_words(measure: Measure, score: int, cuts: Sequence[Decimal], groups: int, currency: str) -> str:
    """Which values have a score: `less than 115 days`, `6 to less than 8 orders`, `at least 666 PLN`."""
    number = groups - score if measure.low_is_best else score - 1
    first = cuts[number - 1] if number > 0 else None
    end = cuts[number] if number < len(cuts) else None
    if end is None:
        assert first is not None
        return f"at least {value_in_words(measure, first, currency)}"
    ends = f"less than {value_in_words(measure, end, currency)}"
    if first is None:
        return ends
    return "no value" if first == end else f"at least {value_in_words(measure, first, currency)} and {ends}"

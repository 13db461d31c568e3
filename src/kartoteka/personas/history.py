"""The days of a persona's orders, as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kartoteka.model.periods import Period
from kartoteka.personas.persona import Buys, Declared

Dated = tuple[date, Decimal, dict[str, Any]]
"""The day, the amount and the other fields of an order."""


def earliest_that_reaches(day: date, period: Period) -> date:
    """The earliest day from which a period reaches a day. Periods are only ever added, since months are not symmetric.

    The rules ask whether a day and a period come to at least another day, so no gap that is made by this is too long for them.
    """
    found = day - timedelta(days=period.at_most_days)
    while period.after(found) < day:
        found += timedelta(days=1)
    return found


def latest_within(day: date, period: Period) -> date:
    """The latest day that lies a whole period, or more, before a day."""
    found = day - timedelta(days=period.at_least_days)
    while period.after(found) > day:
        found -= timedelta(days=1)
    return found


def orders_of(declared: Declared, as_of: date) -> list[Dated]:
    """Every order of a persona, the earliest first."""
    single: list[Dated] = [
        (
            order.on or (as_of if order.ago is None else earliest_that_reaches(as_of, order.ago)),
            order.amount,
            dict(order.fields),
        )
        for order in declared.orders
    ]
    buys = declared.buys
    again: list[Dated] = [] if buys is None else [(day, buys.average_order, dict(buys.fields)) for day in _days(buys, as_of)]
    return sorted([*single, *again], key=lambda order: order[:2])


def _days(buys: Buys, as_of: date) -> Iterator[date]:
    """From the last order back."""
    day = as_of if buys.last is None else earliest_that_reaches(as_of, buys.last)
    yield day
    if buys.every is None:
        return
    begin = None if buys.duration is None else latest_within(as_of, buys.duration)
    number = 1
    while day > begin if begin is not None else number < (buys.number or 1):
        day = earliest_that_reaches(day, buys.every)
        yield day
        number += 1

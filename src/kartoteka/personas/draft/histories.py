"""Histories of orders that could stand for how the members of a segment buy, the most typical first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from kartoteka.model.periods import Period
from kartoteka.personas.draft.buying import Buying
from kartoteka.personas.persona import Buys
from kartoteka.personas.schema import MOST_ORDERS

_DAYS_OF_A_MONTH = 30.4
_FEW = 6
_LONGEST_TENURE = 3650.0
_LOWER, _MEDIAN, _UPPER = 0, 1, 2


def histories(buying: Buying) -> Iterator[Buys]:
    """Each history once: medians in round numbers, medians as they are, then combinations of quarters."""
    seen: list[Buys] = []
    for buys in _all(buying):
        if buys not in seen:
            seen.append(buys)
            yield buys


def _all(buying: Buying) -> Iterator[Buys]:
    yield _history(buying, _MEDIAN, _MEDIAN, _round_amount(buying.average_order[_MEDIAN]), round_numbers=True)
    # The number of the orders, their last day and their sum are each that of a member in the middle.
    number = max(round(buying.number[_MEDIAN]), 1)
    exact = _amount(buying.turnover[_MEDIAN] / number)
    yield _history(buying, _MEDIAN, _MEDIAN, exact, round_numbers=False, number=number)
    amounts = [_amount(buying.average_order[_MEDIAN]), _amount(buying.average_order[_UPPER])]
    for gap, recency, amount in product((_MEDIAN, _UPPER, _LOWER), (_MEDIAN, _LOWER, _UPPER), amounts):
        yield _history(buying, gap, recency, amount, round_numbers=False)
        yield _history(buying, gap, recency, amount, round_numbers=False, number=number)


def _history(
    buying: Buying, gap: int, recency: int, amount: Decimal, *, round_numbers: bool, number: int | None = None
) -> Buys:
    period = _round_period if round_numbers else _days
    last = period(buying.recency[recency])
    count = max(round(buying.number[_MEDIAN]), 1)
    if buying.gap is None or (count if number is None else number) == 1:
        return Buys(amount, number=1, last=last)
    every = period(buying.gap[gap]) or Period(days=1)
    if number is not None:
        return Buys(amount, every, number=min(number, MOST_ORDERS), last=last)
    tenure = period(min(buying.tenure[_MEDIAN], _LONGEST_TENURE))
    if count <= _FEW or tenure is None:
        return Buys(amount, every, number=count, last=last)
    return Buys(amount, every, tenure, last=last)


def _days(days: float) -> Period | None:
    whole = round(days)
    return Period(days=whole) if whole else None


def _round_period(days: float) -> Period | None:
    """Days up to a fortnight, weeks up to two months, then months; never longer than it is."""
    if days < 14:
        return _days(int(days))
    return Period(days=7 * int(days / 7)) if days < 61 else Period(months=int(days / _DAYS_OF_A_MONTH))


def _round_amount(amount: float) -> Decimal:
    """Two figures, and no cents: 1,234.56 is 1,200."""
    whole = Decimal(round(amount))
    places = max(len(str(whole)) - 2, 0)
    return Decimal(round(int(whole), -places))


def _amount(amount: float) -> Decimal:
    return Decimal(str(round(amount, 2)))

"""Recency, frequency and monetary value, read slowly: the rule in plain Python, with the quantiles of the standard library.

It is written for the tests alone and shares nothing with the plugin.
"""

from __future__ import annotations

import statistics
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from support.frequency import Bought

USUAL = """
Champions            5-5 5-5 5-5
Potential Loyalist   3-5 3-5 2-5
Loyal Customers      2-4 2-4 2-4
Promising            3-4 1-3 3-5
New Customers        4-5 1-3 1-5
Can't Lose Them      1-2 3-4 4-5
At Risk              1-2 2-5 4-5
Need Attention       1-3 3-5 3-5
About To Sleep       2-3 1-3 1-4
Lost                 1-1 1-5 1-5
"""
Values = tuple[int, int, Decimal]


def linear(values: Sequence[Any], groups: int) -> list[Fraction]:
    """The quantiles of values, of which there is at least one."""
    exact = [Fraction(value) for value in values]
    return statistics.quantiles(exact * 2 if len(exact) == 1 else exact, n=groups, method="inclusive")


def measure(orders: Sequence[Bought], as_of: date, minimum: Decimal) -> dict[str, Values]:
    """Days since the last order, orders, and their sum, for each customer with an order that counts."""
    found: dict[str, Values] = {}
    for customer in {order.customer_id for order in orders}:
        mine = [order for order in orders if order.customer_id == customer and order.amount >= minimum]
        if mine:
            last = max(order.ordered_on for order in mine)
            found[customer] = ((as_of - last).days, len(mine), sum((order.amount for order in mine), Decimal(0)))
    return found


def cuts(measured: Mapping[str, Values], blacklist: Collection[str], groups: int, offset: Decimal) -> list[list[Fraction]]:
    """For each measure the cut points: quantile + offset, over everybody who is not on the blacklist."""
    told = [values for customer, values in measured.items() if customer not in blacklist]
    if not told:
        return [[], [], []]
    return [[cut + Fraction(offset) for cut in linear([values[at] for values in told], groups)] for at in range(3)]


def scores(values: Values, cut_points: Sequence[Sequence[Fraction]], groups: int) -> tuple[int, int, int]:
    """A score for each measure: closed below, open above; recency backwards."""
    r, f, m = (
        next(number for number, cut in enumerate([*cuts, None], start=1) if cut is None or value < cut)
        for value, cuts in zip(values, cut_points, strict=True)
    )
    return groups + 1 - r, f, m


def usual_segment(found: tuple[int, int, int]) -> str:
    """The first of the usual ten that has the scores."""
    for line in USUAL.strip().splitlines():
        name, bounds = line[:21].strip(), line[21:].split()
        if all(int(low) <= score <= int(high) for score, (low, _, high) in zip(found, bounds, strict=True)):
            return name
    return "Others"

"""Random histories of orders, drawn so that they fall on the boundaries of the rule: hypothesis strategies.

`settings()` draws a day, a minimum and tiers; `histories(setting)` draws the order *lines* of some customers as they might be
landed: several lines for an order, cancelled and returned orders, negative totals, orders after the as-of date.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from frequency import plain_reading as plain

CENT = Decimal("0.0001")
DAYS_THAT_MATTER = [
    date(2024, 2, 29),
    date(2024, 3, 31),
    date(2025, 2, 28),
    date(2026, 2, 28),
    date(2026, 3, 1),
    date(2026, 11, 30),
    date(2026, 12, 31),
    date(2028, 2, 29),
]
PERIODS = [
    *("1 day", "2 days", "10 days", "30 days", "31 days", "1 week", "2 weeks", "3 weeks", "6 weeks"),
    *("1 month", "2 months", "3 months", "6 months", "13 months", "1 quarter", "1 year"),
]
NAMES = ["vip", "segment-1", "segment-2", "segment-3", "now and then"]
PRINT_SHOP = [
    {"name": "vip", "every": "2 weeks", "for": "6 weeks"},
    {"name": "segment-1", "every": "1 month", "for": "3 months"},
    {"name": "segment-2", "every": "3 months", "for": "6 months"},
    {"name": "segment-3", "every": "6 months"},
]


@dataclass(frozen=True)
class Setting:
    """What a run is told."""

    as_of: date
    minimum: Decimal
    tiers: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class History:
    """The order lines of one customer, in no order."""

    customer_id: str
    blacklisted: bool
    lines: Sequence[plain.Line]


def settings() -> st.SearchStrategy[Setting]:
    """A day (month ends and leap days among them), a minimum (sometimes none), tiers (sometimes the print shop's)."""
    days = st.one_of(st.sampled_from(DAYS_THAT_MATTER), st.dates(date(2023, 1, 1), date(2029, 12, 31)))
    minimums = st.sampled_from([Decimal(0), Decimal(300), Decimal("299.99"), Decimal("0.0001")])
    return st.builds(Setting, days, minimums, st.one_of(st.just(PRINT_SHOP), tier_lists()))


@st.composite
def tier_lists(draw: st.DrawFn) -> list[Mapping[str, Any]]:
    """One to five tiers of any periods, in any order, each with or without `for`."""
    tiers: list[Mapping[str, Any]] = []
    for name in draw(st.permutations(NAMES))[: draw(st.integers(1, len(NAMES)))]:
        duration = draw(st.one_of(st.none(), st.sampled_from(PERIODS)))
        tier = {"name": name, "every": draw(st.sampled_from(PERIODS))}
        tiers.append(tier if duration is None else {**tier, "for": duration})
    return tiers


def histories(setting: Setting, customers: int = 40) -> st.SearchStrategy[list[History]]:
    """The histories of a batch of customers.

    A batch is made from one drawn seed: drawing each order alone would take most of the test's time, and a failing batch
    names the one customer that differs.
    """
    return st.integers(0, 2**32).map(
        lambda seed: [_history(random.Random(f"{seed}/{number}"), f"K{number:03}", setting) for number in range(customers)]
    )


def _history(chance: random.Random, customer_id: str, setting: Setting) -> History:
    lines = []
    for number, day in enumerate(_days(chance, setting)):
        lines.extend(_order(chance, f"{customer_id}-{number}", customer_id, day, setting.minimum))
    chance.shuffle(lines)
    return History(customer_id, chance.random() < 0.05, lines)


def _days(chance: random.Random, setting: Setting) -> Iterator[date]:
    """Order days from some time back up to the as-of date, and now and then beyond: gaps a day around each period."""
    count = chance.choice([0, 1, 2, 3, 4, 6, 9, 14])
    periods = [tier[key] for tier in setting.tiers for key in ("every", "for") if tier.get(key)]
    favourite = chance.choice(periods)
    day = setting.as_of
    backwards = []
    for _ in range(count):
        period = favourite if chance.random() < 0.7 else chance.choice(periods)
        step = chance.choice([0, 1, 1, 1, 1, chance.random()])
        gap = round((plain.plus(day, period) - day).days * step) + chance.choice([-3, -1, -1, 0, 0, 0, 1, 1, 3])
        # Months are not symmetric: a history that is built backwards misses the ends of months, one built forwards finds them.
        day -= timedelta(days=max(gap, 0))
        backwards.append(day)
    if chance.random() < 0.5:
        yield from backwards
    else:
        day = backwards[-1] if backwards else setting.as_of
        for _ in range(count):
            yield day
            day = plain.plus(day, favourite) + timedelta(days=chance.choice([0, 0, 0, 0, 0, 0, -1, -1, 1]))
            if day > setting.as_of and chance.random() < 0.8:
                break
    if chance.random() < 0.3:
        yield setting.as_of + timedelta(days=chance.choice([0, 1, 1, 30]))


def _order(chance: random.Random, order_id: str, customer_id: str, day: date, minimum: Decimal) -> Iterator[plain.Line]:
    total = chance.choice([minimum] * 4 + [minimum + CENT, minimum + 1000, minimum - CENT, minimum / 2, Decimal("-5")])
    total = total.quantize(CENT)
    status = chance.choice([None, None, None, None, "paid", "paid", "cancelled", "returned"]) if chance.random() < 0.3 else None
    parts = [total]
    if chance.random() < 0.3:
        part = (total / chance.choice([2, 3, 7])).quantize(CENT)
        parts = [part, total - part] if chance.random() < 0.5 else [part, part - total, 2 * (total - part)]
    days = [day, *(day + timedelta(days=chance.choice([0, 0, 1, 40])) for _ in parts[1:])]
    for number, (amount, line_day) in enumerate(zip(parts, days, strict=True)):
        # Now and then one line alone is cancelled, be it the one on the earliest day.
        alone = "cancelled" if len(parts) > 1 and chance.random() < 0.1 else status
        yield plain.Line(order_id, customer_id, line_day, amount, alone if number == 0 else status)

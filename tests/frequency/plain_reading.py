"""Purchase frequency, read slowly: the rule in plain Python, sentence by sentence, day by day.

It is written for the tests alone and shares nothing with the plugin: not its periods, not its streaks, not its shortcuts.
Where the two differ, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

ONE_DAY = timedelta(days=1)
GONE = {"cancelled", "returned"}


@dataclass(frozen=True)
class Line:
    """One line of an order, as it would be landed; `status` is canonical, or any other text, or None."""

    order_id: str
    customer_id: str
    ordered_on: date
    amount: Decimal
    status: str | None = None


@dataclass(frozen=True)
class Order:
    """An order that exists for the run: its lines summed, on the earliest of their days."""

    customer_id: str
    ordered_on: date
    amount: Decimal


def orders_that_exist(lines: Sequence[Line], as_of: date) -> list[Order]:
    """The orders that a run sees: none that is cancelled or returned, none of a negative total, none after the as-of date.

    A line that is cancelled or returned is as if it were not there; an order without any other line does not exist.
    """
    by_order: dict[str, list[Line]] = {}
    for line in lines:
        if line.status not in GONE:
            by_order.setdefault(line.order_id, []).append(line)
    orders = []
    for its_lines in by_order.values():
        order = Order(its_lines[0].customer_id, min(line.ordered_on for line in its_lines), sum_of(its_lines))
        if order.amount >= 0 and order.ordered_on <= as_of:
            orders.append(order)
    return orders


def sum_of(items: Sequence[Line | Order]) -> Decimal:
    total = Decimal("0.0000")
    for item in items:
        total += item.amount
    return total


def plus(day: date, period: str, times: int = 1) -> date:
    """`day` + `times` x `period`, such as `2 weeks`: day by day, or month by month to the same day or the month's last."""
    number, unit = period.split()
    steps = int(number) * times
    unit = unit.removesuffix("s")
    if unit in ("day", "week"):
        for _ in range(steps * (7 if unit == "week" else 1)):
            day += ONE_DAY
        return day
    year, month = day.year, day.month
    for _ in range(steps * {"month": 1, "quarter": 3, "year": 12}[unit]):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    wanted = day.day
    while True:
        try:
            return date(year, month, wanted)
        except ValueError:
            wanted -= 1


def streak_start(days: Sequence[date], every: str) -> date:
    """The first day of the longest run that ends with the last order, each next one on or before the previous + `every`."""
    for first in range(len(days)):
        run = days[first:]
        if all(following <= plus(previous, every) for previous, following in pairwise(run)):
            return run[0]
    raise AssertionError("a run of one order is always a run")


def read(
    orders: Sequence[Order], tiers: Sequence[Mapping[str, Any]], minimum: Decimal, as_of: date, blacklisted: bool = False
) -> dict[str, Any]:
    """Segment and evidence of one customer. `tiers` are as in a project file: `name`, `every`, perhaps `for`."""
    counting = [order for order in orders if order.amount >= minimum]
    days = sorted(order.ordered_on for order in counting)
    last = days[-1] if days else None
    row: dict[str, Any] = {
        "segment": None,
        "qualifying_orders": len(counting),
        "ignored_orders": len(orders) - len(counting),
        "first_order_on": days[0] if days else None,
        "last_order_on": last,
        "turnover": sum_of(counting),
    }
    starts = [streak_start(days, tier["every"]) if days else None for tier in tiers]
    for tier, start in zip(tiers, starts, strict=True):
        row["streak_start_" + tier["name"].replace("-", "_").replace(" ", "_")] = start

    rank = len(tiers)
    for number, tier in reversed(list(enumerate(tiers))):
        if meets(last, starts[number], tier, as_of):
            rank = number
    if blacklisted:
        row["segment"] = "blacklist"
    elif rank < len(tiers):
        row["segment"] = tiers[rank]["name"]
    elif counting:
        row["segment"] = "inactive"
    elif orders:
        row["segment"] = "below-minimum"
    else:
        row["segment"] = "no-orders"

    keep_until = None
    if not blacklisted and rank < len(tiers) and last is not None:
        keep_until = as_of
        while meets_first_half(last, tiers[rank], keep_until + ONE_DAY):
            keep_until += ONE_DAY
    row["keep_until"] = keep_until

    ways = [] if blacklisted else [way(number, tiers[number], last, starts[number], as_of) for number in range(rank)]
    best = min(ways, key=lambda way: (way["orders_needed"], way["promote_on"], way["rank"]), default={})
    row["next_tier"] = tiers[best["rank"]]["name"] if best else None
    for column in ("promote_on", "order_by", "orders_needed"):
        row[column] = best.get(column)
    return row


def meets_first_half(last: date | None, tier: Mapping[str, Any], day: date) -> bool:
    return last is not None and day <= plus(last, tier["every"])


def meets(last: date | None, start: date | None, tier: Mapping[str, Any], day: date) -> bool:
    if start is None or not meets_first_half(last, tier, day):
        return False
    return tier.get("for") is None or plus(start, tier["for"]) <= day


def way(rank: int, tier: Mapping[str, Any], last: date | None, start: date | None, as_of: date) -> dict[str, Any]:
    """How the customer would get into a better tier."""
    alive = meets_first_half(last, tier, as_of)
    if not alive:
        last = start = as_of
    assert last is not None
    assert start is not None
    promote_on = plus(start, tier["for"]) if tier.get("for") else start
    k = 0
    while plus(last, tier["every"], k + 1) < promote_on:
        k += 1
    if not alive:
        return {"rank": rank, "promote_on": promote_on, "order_by": as_of, "orders_needed": k + 1}
    order_by = plus(last, tier["every"]) if k else None
    return {"rank": rank, "promote_on": promote_on, "order_by": order_by, "orders_needed": k}

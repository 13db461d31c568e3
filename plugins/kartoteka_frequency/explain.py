"""Why one customer is where it is: each tier, met or not, with the orders and days that decide it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kartoteka import BLACKLIST, Check, Period, Tables
from kartoteka_frequency.promotion import orders_between
from kartoteka_frequency.tiers import BELOW_MINIMUM, NO_ORDERS, Tier
from kartoteka_frequency.words import amount_in_words, day_in_words, number_in_words, order_of, orders_in_words


@dataclass(frozen=True, slots=True)
class Streak:
    """The longest run of orders, ending with the last one, in which each comes within a period of the one before.

    Attributes:
        orders: How many orders it has.
        before: The day of the order that came too early to belong to it; None where there is none.
    """

    start: date
    last: date
    orders: int
    before: date | None


def streak_of(days: Sequence[date], every: Period) -> Streak:
    """The streak of sorted order days; there must be at least one."""
    first = len(days) - 1
    while first > 0 and every.after(days[first - 1]) >= days[first]:
        first -= 1
    return Streak(days[first], days[-1], len(days) - first, days[first - 1] if first else None)


def explain(
    tables: Tables, customer_id: str, tiers: Sequence[Tier], minimum: Decimal, currency: str, as_of: date
) -> list[Check]:
    """A check for each tier, from the best; before them one for the blacklist, or for the lack of orders that count."""
    import narwhals.stable.v2 as nw

    this_one = nw.col("customer_id") == customer_id
    orders = tables.orders.filter(this_one).select("ordered_on", "amount").collect().rows()
    days = sorted(day for day, amount in orders if amount >= minimum)
    checks = []
    if any(tables.customers.filter(this_one).select("blacklisted").collect().get_column("blacklisted")):
        checks.append(Check(BLACKLIST, True, "on the blacklist, which goes before every tier", "being taken off the blacklist"))
    if days:
        return checks + [_check(tier, days, as_of) for tier in tiers]
    checks.append(_without_orders([amount for _, amount in orders], minimum, currency))
    return checks + [Check(tier.name, False, "no order that counts", _afresh(tier, as_of)) for tier in tiers]


def _without_orders(amounts: Sequence[Decimal], minimum: Decimal, currency: str) -> Check:
    change = f"an {order_of(minimum, currency)}"
    if not amounts:
        return Check(NO_ORDERS, True, "no order up to the as-of date", change)
    largest = f"{amount_in_words(max(amounts), currency)}, below the minimum of {amount_in_words(minimum, currency)}"
    found = f"the only order is {largest}" if len(amounts) == 1 else f"the largest of {len(amounts)} orders is {largest}"
    return Check(BELOW_MINIMUM, True, found, change)


def _check(tier: Tier, days: Sequence[date], as_of: date) -> Check:
    streak = streak_of(days, tier.every)
    open_until = tier.every.after(streak.last)
    earned_on = tier.earned_after(streak.start)
    is_open, is_earned = as_of <= open_until, earned_on <= as_of
    because = "; ".join(_reasons(tier, streak, as_of))
    if not is_open:
        return Check(tier.name, False, because, _afresh(tier, as_of))
    if is_earned:
        return Check(tier.name, True, because, f"no order by {day_in_words(open_until)} ends it on the day after")
    needed = orders_between(streak.last, earned_on, tier.every)
    if needed == 0:
        return Check(tier.name, False, because, f"no order is needed: it is met on {day_in_words(earned_on)}")
    more = f"{number_in_words(needed)} more {'order' if needed == 1 else 'orders, the next'} by {day_in_words(open_until)}"
    return Check(tier.name, False, because, f"{more}; then it is met on {day_in_words(earned_on)}")


def _reasons(tier: Tier, streak: Streak, as_of: date) -> Iterator[str]:
    today = day_in_words(as_of)
    open_until = tier.every.after(streak.last)
    is_open = as_of <= open_until
    yield f"last order {_sum(streak.last, tier.every)}, {'not before' if is_open else 'before'} {today}"
    if tier.duration is None or not is_open:
        return
    earned_on = tier.earned_after(streak.start)
    orders = f"streak of {orders_in_words(streak.orders)} from {day_in_words(streak.start)}"
    yield f"{orders}: {_sum(streak.start, tier.duration)}, {'not after' if earned_on <= as_of else 'after'} {today}"
    if streak.before is not None:
        yield f"the order before it {_sum(streak.before, tier.every)}, before {day_in_words(streak.start)}"


def _sum(day: date, period: Period) -> str:
    return f"{day_in_words(day)} + {period} = {day_in_words(period.after(day))}"


def _afresh(tier: Tier, as_of: date) -> str:
    """What it takes from nothing: an order on the as-of date, and those that carry it far enough."""
    earned_on = tier.earned_after(as_of)
    needed = 1 + orders_between(as_of, earned_on, tier.every)
    if earned_on == as_of:
        return f"an order on {day_in_words(as_of)} meets it at once"
    orders = "one order" if needed == 1 else f"{number_in_words(needed)} orders, the first"
    return f"{orders} on {day_in_words(as_of)}; then it is met on {day_in_words(earned_on)}"

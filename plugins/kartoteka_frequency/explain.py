"""Why one customer is where it is: each tier, met or not, with the orders and days that decide it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kartoteka import BLACKLIST, Check, Period, Tables, amount_in_words, day_in_words, ngettext, period_in_words
from kartoteka import gettext as _
from kartoteka_frequency.promotion import orders_between
from kartoteka_frequency.tiers import BELOW_MINIMUM, NO_ORDERS, Tier
from kartoteka_frequency.words import number_of_orders


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
        because = _("on the blacklist, which goes before every tier")
        checks.append(Check(BLACKLIST, True, because, _("being taken off the blacklist")))
    if days:
        return checks + [_check(tier, days, as_of) for tier in tiers]
    checks.append(_without_orders([amount for day, amount in orders], minimum, currency))
    return checks + [Check(tier.name, False, _("no order that counts"), _afresh(tier, as_of)) for tier in tiers]


def _without_orders(amounts: Sequence[Decimal], minimum: Decimal, currency: str) -> Check:
    least = amount_in_words(minimum, currency)
    change = _("an order of at least {minimum}", minimum=least) if minimum > 0 else _("an order")
    if not amounts:
        return Check(NO_ORDERS, True, _("no order up to the as-of date"), change)
    found = ngettext(
        "the only order is {amount}, below the minimum of {minimum}",
        "the largest of {number} orders is {amount}, below the minimum of {minimum}",
        len(amounts),
        number=len(amounts),
        amount=amount_in_words(max(amounts), currency),
        minimum=least,
    )
    return Check(BELOW_MINIMUM, True, found, change)


def _check(tier: Tier, days: Sequence[date], as_of: date) -> Check:
    streak = streak_of(days, tier.every)
    open_until = tier.every.after(streak.last)
    earned_on = tier.earned_after(streak.start)
    is_open, is_earned = as_of <= open_until, earned_on <= as_of
    because = "; ".join(_reasons(tier, streak, as_of))
    if not is_open:
        return Check(tier.name, False, because, _afresh(tier, as_of))
    until, met_on = day_in_words(open_until), day_in_words(earned_on)
    if is_earned:
        return Check(tier.name, True, because, _("no order by {day} ends it on the day after", day=until))
    needed = orders_between(streak.last, earned_on, tier.every)
    if needed == 0:
        return Check(tier.name, False, because, _("no order is needed: it is met on {day}", day=met_on))
    if needed == 1:
        return Check(tier.name, False, because, _("one more order by {due}; then it is met on {day}", due=until, day=met_on))
    more = ngettext(
        "{number} more order, the next by {due}; then it is met on {day}",
        "{number} more orders, the next by {due}; then it is met on {day}",
        needed,
        number=number_of_orders(needed),
        due=until,
        day=met_on,
    )
    return Check(tier.name, False, because, more)


def _reasons(tier: Tier, streak: Streak, as_of: date) -> Iterator[str]:
    open_until = tier.every.after(streak.last)
    is_open = as_of <= open_until
    places = {**_sum(streak.last, tier.every), "today": day_in_words(as_of)}
    if is_open:
        yield _("last order {day} + {period} = {until}, not before {today}", **places)
    else:
        yield _("last order {day} + {period} = {until}, before {today}", **places)
    if tier.duration is None or not is_open:
        return
    places |= {"number": str(streak.orders), **_sum(streak.start, tier.duration)}
    if tier.earned_after(streak.start) <= as_of:
        yield ngettext(
            "streak of {number} order from {day}: {day} + {period} = {until}, not after {today}",
            "streak of {number} orders from {day}: {day} + {period} = {until}, not after {today}",
            streak.orders,
            **places,
        )
    else:
        yield ngettext(
            "streak of {number} order from {day}: {day} + {period} = {until}, after {today}",
            "streak of {number} orders from {day}: {day} + {period} = {until}, after {today}",
            streak.orders,
            **places,
        )
    if streak.before is not None:
        start = day_in_words(streak.start)
        yield _(
            "the order before it {day} + {period} = {until}, before {start}", start=start, **_sum(streak.before, tier.every)
        )


def _sum(day: date, period: Period) -> dict[str, str]:
    return {"day": day_in_words(day), "period": period_in_words(period), "until": day_in_words(period.after(day))}


def _afresh(tier: Tier, as_of: date) -> str:
    """What it takes from nothing: an order on the as-of date, and those that carry it far enough."""
    earned_on = tier.earned_after(as_of)
    needed = 1 + orders_between(as_of, earned_on, tier.every)
    today, met_on = day_in_words(as_of), day_in_words(earned_on)
    if earned_on == as_of:
        return _("an order on {day} meets it at once", day=today)
    if needed == 1:
        return _("one order on {today}; then it is met on {day}", today=today, day=met_on)
    return ngettext(
        "{number} order, the first on {today}; then it is met on {day}",
        "{number} orders, the first on {today}; then it is met on {day}",
        needed,
        number=number_of_orders(needed),
        today=today,
        day=met_on,
    )

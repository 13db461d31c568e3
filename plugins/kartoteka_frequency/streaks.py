"""What the orders of each customer come to: counts, sums, and where each streak began.

Built for a hundred million orders: the orders are read once in full, and once more for the small ones alone. One window
function over the qualifying orders finds each order's predecessor, and one grouping gives everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kartoteka import Frame, Period, add_period, days_between
from kartoteka_frequency.tiers import Tier

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


def order_facts(orders: Frame, minimum: Decimal, tiers: Sequence[Tier]) -> Frame:
    """One row for each customer with a qualifying order.

    Returns:
        `customer_id`, `qualifying_orders`, `first_order_on`, `last_order_on`, `turnover`, and for each tier the start of its
        streak: the longest run of qualifying orders, ending with the last one, in which each order day is on or before
        the previous one + `every`. It begins on the last day that is later than that, or on the first of all.
    """
    import narwhals.stable.v2 as nw

    day = nw.col("ordered_on")
    return (
        orders.filter(nw.col("amount") >= nw.lit(minimum))
        .select("customer_id", "ordered_on", "amount")
        .with_columns(_previous=day.shift(1).over("customer_id", order_by="ordered_on"))
        .with_columns(_gap=days_between(nw.col("_previous"), day))
        .group_by("customer_id")
        .agg(
            qualifying_orders=nw.len(),
            first_order_on=day.min(),
            last_order_on=day.max(),
            turnover=nw.col("amount").sum(),
            **{tier.streak_column: _if_it_begins_a_streak(tier.every).max() for tier in tiers},
        )
    )


def ignored_facts(orders: Frame, minimum: Decimal) -> Frame:
    """`customer_id` and `ignored_orders`, for each customer with an order below the minimum."""
    import narwhals.stable.v2 as nw

    return orders.filter(nw.col("amount") < nw.lit(minimum)).group_by("customer_id").agg(ignored_orders=nw.len())


def _if_it_begins_a_streak(every: Period) -> nw.Expr:
    """The order day where there is no order before it, or the one before it + `every` is earlier; else empty.

    Calendar arithmetic on every order and tier costs as much as half of the window function. The gap in days decides nearly
    all of them: a month has 28 to 31 days.
    """
    import narwhals.stable.v2 as nw

    day, previous, gap = nw.col("ordered_on"), nw.col("_previous"), nw.col("_gap")
    begins = nw.when(previous.is_null() | (gap > every.at_most_days)).then(day)
    if not every.months:
        return begins
    at_least_days = every.days + every.months * 28
    unclear = nw.when(gap > at_least_days)
    return begins.otherwise(unclear.then(nw.when(add_period(previous, every) < day).then(day)))

"""What the orders of each customer come to: counts, sums, and where each streak began.

Built for a hundred million orders: the orders are read once in full, and once more for the small ones alone. One window
function over the qualifying orders finds each order's predecessor, and one grouping gives everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kartoteka import Frame, Period, add_period, is_longer_than_days
from kartoteka_frequency.tiers import Tier

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


def order_facts(orders: Frame, minimum: Decimal, tiers: Sequence[Tier]) -> Frame:
    """One row for each customer with a qualifying order.

    Args:
        orders: `customer_key`, `ordered_on`, `amount`.

    Returns:
        `customer_key`, `qualifying_orders`, `first_order_on`, `last_order_on`, `turnover`, and for each tier the start of its
        streak: the longest run of qualifying orders, ending with the last one, in which each order day is on or before
        the previous one + `every`. It begins on the last day that is later than that, or on the first of all.
    """
    import narwhals.stable.v2 as nw

    day = nw.col("ordered_on")
    followed = (
        orders.filter(nw.col("amount") >= nw.lit(minimum))
        .select("customer_key", "ordered_on", "amount")
        .with_columns(_previous=day.shift(1).over("customer_key", order_by="ordered_on"))
    )
    begins = {tier.streak_column: _day_if_it_begins_a_streak(tier.every) for tier in tiers}
    return (
        followed.with_columns(**begins)
        .group_by("customer_key")
        .agg(
            qualifying_orders=nw.len(),
            first_order_on=day.min(),
            last_order_on=day.max(),
            turnover=nw.col("amount").sum(),
            **{tier.streak_column: nw.col(tier.streak_column).max() for tier in tiers},
        )
    )


def ignored_facts(orders: Frame, minimum: Decimal) -> Frame:
    """`customer_key` and `ignored_orders`, for each customer with an order below the minimum."""
    import narwhals.stable.v2 as nw

    return orders.filter(nw.col("amount") < nw.lit(minimum)).group_by("customer_key").agg(ignored_orders=nw.len())


def _day_if_it_begins_a_streak(every: Period) -> nw.Expr:
    """The order day where there is no order before it, or the one before it + `every` is earlier; else empty.

    The calendar is asked only about gaps that are between the least and the most days which the period can have.
    """
    import narwhals.stable.v2 as nw

    day, previous = nw.col("ordered_on"), nw.col("_previous")
    begins = nw.when(previous.is_null() | is_longer_than_days(previous, day, every.at_most_days)).then(day)
    if every.at_least_days == every.at_most_days:
        return begins
    perhaps = is_longer_than_days(previous, day, every.at_least_days)
    return begins.otherwise(nw.when(perhaps).then(nw.when(add_period(previous, every) < day).then(day)))

"""The next better tier: when it comes, and how many orders it takes.

For each better tier with period `every` and length `for`:

- While its streak is alive (the as-of date is on or before the last order + `every`), it comes on streak start + `for`. The
  orders needed are the smallest k from 0 with last order + (k + 1) x `every` on or after that day; the next of them is due by
  last order + `every`.
- Otherwise an order on the as-of date would start the streak: the tier comes on as-of + `for`, and takes that order and the
  smallest k with as-of + (k + 1) x `every` on or after that day.

The next tier is the one that takes the fewest orders, then the one that comes first, then the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kartoteka import Frame, Period, days_between
from kartoteka_frequency.tiers import Tier

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


def orders_between(last: date, target: date, every: Period) -> int:
    """The smallest k from 0 with `last` + (k + 1) x `every` on or after `target`."""
    k = 0
    while (every * (k + 1)).after(last) < target:
        k += 1
    return k


def with_promotion(standing: Frame, tiers: Sequence[Tier], as_of: date) -> Frame:
    """Adds `next_tier`, `promote_on`, `order_by`, `orders_needed`; all empty for the best tier and for the blacklist.

    `standing` has `blacklisted`, `last_order_on`, `_rank`, and for each tier by its rank `_open_until_0` and `_earned_on_0`.
    """
    import narwhals.stable.v2 as nw

    ranks = range(len(tiers))
    better = [~nw.col("blacklisted") & (nw.col("_rank") > rank) for rank in ranks]
    ways = standing.with_columns(
        **{f"_promote_on_{rank}": _promote_on(rank, tiers[rank], as_of) for rank in ranks},
        **{f"_needed_{rank}": nw.when(better[rank]).then(_orders_needed(rank, tiers[rank], as_of)) for rank in ranks},
    )
    fewest = ways.with_columns(orders_needed=nw.min_horizontal(*(nw.col(f"_needed_{rank}") for rank in ranks)))
    takes_fewest = [nw.col(f"_needed_{rank}") == nw.col("orders_needed") for rank in ranks]
    earliest = fewest.with_columns(
        promote_on=nw.min_horizontal(*(nw.when(takes_fewest[rank]).then(nw.col(f"_promote_on_{rank}")) for rank in ranks))
    )
    comes_first = [takes_fewest[rank] & (nw.col(f"_promote_on_{rank}") == nw.col("promote_on")) for rank in ranks]
    return earliest.with_columns(
        next_tier=_first(comes_first, [nw.lit(tier.name) for tier in tiers]),
        order_by=_first(comes_first, [_order_by(rank, as_of) for rank in ranks]),
    )


def _is_open(rank: int, as_of: date) -> nw.Expr:
    import narwhals.stable.v2 as nw

    return nw.col(f"_open_until_{rank}") >= nw.lit(as_of)


def _promote_on(rank: int, tier: Tier, as_of: date) -> nw.Expr:
    import narwhals.stable.v2 as nw

    return nw.when(_is_open(rank, as_of)).then(nw.col(f"_earned_on_{rank}")).otherwise(nw.lit(tier.earned_after(as_of)))


def _orders_needed(rank: int, tier: Tier, as_of: date) -> nw.Expr:
    import narwhals.stable.v2 as nw

    afresh = 1 + orders_between(as_of, tier.earned_after(as_of), tier.every)
    last, earned_on = nw.col("last_order_on"), nw.col(f"_earned_on_{rank}")
    # Whoever is open to a better tier and not yet in it earns it after the as-of date, so after the last order: the
    # distance is above zero, and rounding it up to whole periods gives the smallest k + 1.
    if tier.every.months:
        distance, length = _months_between(last, earned_on), tier.every.months
    else:
        distance, length = days_between(last, earned_on), tier.every.days
    periods = ((distance + (length - 1)) / length).floor()
    return nw.when(_is_open(rank, as_of)).then(periods - 1).otherwise(nw.lit(afresh)).cast(nw.Int64)


def _order_by(rank: int, as_of: date) -> nw.Expr:
    import narwhals.stable.v2 as nw

    due = nw.when(nw.col("orders_needed") > 0).then(nw.col(f"_open_until_{rank}"))
    return nw.when(_is_open(rank, as_of)).then(due).otherwise(nw.lit(as_of))


def _months_between(earlier: nw.Expr, later: nw.Expr) -> nw.Expr:
    """The fewest months that, added to `earlier`, reach `later`.

    The month of `later` is reached by the difference of the months. There the day is that of `earlier` or the last of the
    month; so it falls short only where the day of `earlier` is the smaller one, and then one more month is needed.
    """
    import narwhals.stable.v2 as nw

    months = (later.dt.year() - earlier.dt.year()).cast(nw.Int64) * 12 + (later.dt.month() - earlier.dt.month()).cast(nw.Int64)
    return months + nw.when(earlier.dt.day() < later.dt.day()).then(nw.lit(1)).otherwise(nw.lit(0))


def _first(conditions: Sequence[nw.Expr], values: Sequence[nw.Expr]) -> nw.Expr:
    """The value of the first condition that holds; empty where none does."""
    import narwhals.stable.v2 as nw

    chosen: nw.Expr = nw.when(conditions[-1]).then(values[-1])
    for condition, value in reversed(list(zip(conditions[:-1], values[:-1], strict=True))):
        chosen = nw.when(condition).then(value).otherwise(chosen)
    return chosen

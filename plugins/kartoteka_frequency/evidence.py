"""The segment of each customer, and the evidence for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kartoteka import BLACKLIST, ColumnType, Day, Frame, Integer, Money, Tables, Text, add_period
from kartoteka_frequency.promotion import with_promotion
from kartoteka_frequency.streaks import ignored_facts, order_facts
from kartoteka_frequency.tiers import BELOW_MINIMUM, INACTIVE, NO_ORDERS, Tier

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


def evidence_columns(tiers: Sequence[Tier]) -> dict[str, ColumnType]:
    """The columns beside `segment`, in their order."""
    return {
        "qualifying_orders": Integer,
        "ignored_orders": Integer,
        "first_order_on": Day,
        "last_order_on": Day,
        "turnover": Money,
        **{tier.streak_column: Day for tier in tiers},
        "keep_until": Day,
        "next_tier": Text,
        "promote_on": Day,
        "order_by": Day,
        "orders_needed": Integer,
    }


def evidence_frame(tables: Tables, minimum: Decimal, tiers: Sequence[Tier], as_of: date) -> Frame:
    """One row for each of `tables.customers`: `customer_id`, `segment` and `evidence_columns`."""
    facts = _facts(tables, minimum, tiers)
    standing = _with_standing(facts, tiers, as_of)
    return with_promotion(standing, tiers, as_of).select("customer_id", "segment", *evidence_columns(tiers))


def _facts(tables: Tables, minimum: Decimal, tiers: Sequence[Tier]) -> Frame:
    """What the orders come to, for every customer: nothing where there are none, and no sum is empty."""
    import narwhals.stable.v2 as nw

    customers = tables.keyed(tables.customers.select("customer_id", "blacklisted"))
    orders = tables.keyed(tables.orders.select("customer_id", "ordered_on", "amount")).drop("customer_id")
    return (
        customers.join(order_facts(orders, minimum, tiers), on="customer_key", how="left")
        .join(ignored_facts(orders, minimum), on="customer_key", how="left")
        .with_columns(
            nw.col("qualifying_orders").cast(nw.Int64).fill_null(0),
            nw.col("ignored_orders").cast(nw.Int64).fill_null(0),
            nw.col("turnover").fill_null(nw.lit(Decimal("0.0000"))),
        )
    )


def _with_standing(facts: Frame, tiers: Sequence[Tier], as_of: date) -> Frame:
    """Adds `segment`, `keep_until`, `_rank` (that of the first tier met, or the number of tiers), and for each tier by its
    rank `_open_until_0` (last order + `every`) and `_earned_on_0` (streak start + `for`)."""
    import narwhals.stable.v2 as nw

    today = nw.lit(as_of)
    ranks = range(len(tiers))
    days = facts.with_columns(
        **{f"_open_until_{rank}": add_period(nw.col("last_order_on"), tiers[rank].every) for rank in ranks},
        **{f"_earned_on_{rank}": _earned_on(tiers[rank]) for rank in ranks},
    )
    met = [(nw.col(f"_open_until_{rank}") >= today) & (nw.col(f"_earned_on_{rank}") <= today) for rank in ranks]
    ranked = days.with_columns(
        _rank=nw.min_horizontal(*(nw.when(met[rank]).then(nw.lit(rank)) for rank in ranks), nw.lit(len(tiers)))
    )
    keep_until = nw.lit(None, dtype=nw.Date)
    segment = (
        nw.when(nw.col("qualifying_orders") > 0)
        .then(nw.lit(INACTIVE))
        .otherwise(nw.when(nw.col("ignored_orders") > 0).then(nw.lit(BELOW_MINIMUM)).otherwise(nw.lit(NO_ORDERS)))
    )
    for rank in ranks:
        here = nw.col("_rank") == rank
        segment = nw.when(here).then(nw.lit(tiers[rank].name)).otherwise(segment)
        keep_until = nw.when(here).then(nw.col(f"_open_until_{rank}")).otherwise(keep_until)
    blacklisted = nw.col("blacklisted")
    return ranked.with_columns(
        segment=nw.when(blacklisted).then(nw.lit(BLACKLIST)).otherwise(segment),
        keep_until=nw.when(~blacklisted).then(keep_until),
    )


def _earned_on(tier: Tier) -> nw.Expr:
    import narwhals.stable.v2 as nw

    start = nw.col(tier.streak_column)
    return start if tier.duration is None else add_period(start, tier.duration)

"""What is measured of each customer: days since the last order, number of orders, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kartoteka import ColumnType, Frame, Integer, Money, Tables, days_between


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the three.

    Attributes:
        name: The key of its options, and the column of its score.
        column: The column of its value.
        kind: Whole numbers, or money.
        step: The smallest difference that two values can have.
        low_is_best: Whether the best score goes to the smallest values.
    """

    name: str
    column: str
    kind: ColumnType
    step: Decimal
    low_is_best: bool = False


RECENCY = Measure("recency", "recency_days", Integer, Decimal(1), low_is_best=True)
FREQUENCY = Measure("frequency", "frequency", Integer, Decimal(1))
MONETARY = Measure("monetary", "monetary", Money, Decimal("0.0001"))
MEASURES: tuple[Measure, ...] = (RECENCY, FREQUENCY, MONETARY)
BY_NAME: Mapping[str, Measure] = {measure.name: measure for measure in MEASURES}


def measured(tables: Tables, minimum: Decimal, as_of: date) -> Frame:
    """One row for each of `tables.customers`.

    Returns:
        `customer_id`, `blacklisted`, `last_order_on`, `recency_days`, `frequency`, `monetary`: of the qualifying orders,
        those of at least `minimum`; all empty where there are none. `has_orders` is false where there is no order at all.
    """
    import narwhals.stable.v2 as nw

    day, amount = nw.col("ordered_on"), nw.col("amount")
    facts = (
        tables.orders.filter(amount >= nw.lit(minimum))
        .group_by("customer_id")
        .agg(last_order_on=day.max(), frequency=nw.len(), monetary=amount.sum())
    )
    customers = tables.customers.select("customer_id", "blacklisted").join(facts, on="customer_id", how="left")
    if minimum <= 0:
        # The core takes orders with a negative total away, so none is below the minimum.
        known = customers.with_columns(has_orders=~nw.col("frequency").is_null())
    else:
        small = tables.orders.filter(amount < nw.lit(minimum)).group_by("customer_id").agg(_small=nw.len())
        has_orders = ~(nw.col("frequency").is_null() & nw.col("_small").is_null())
        known = customers.join(small, on="customer_id", how="left").with_columns(has_orders=has_orders).drop("_small")
    return known.with_columns(
        nw.col("frequency").cast(nw.Int64),
        recency_days=days_between(nw.col("last_order_on"), nw.lit(as_of)),
    )

"""How the members of a segment buy: the quarters of each measure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.model.expressions import days_between, divide
from kartoteka.model.frame import Frame

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

Quarters = tuple[float, float, float]
"""What a quarter, a half and three quarters of the members do not exceed."""


@dataclass(frozen=True, slots=True)
class Buying:
    """How the members buy who bought: of each measure the quarters of its distribution, in days, orders and money.

    Attributes:
        buyers: How many members bought anything.
        gap: Days from one order to the next, of those with several.
    """

    buyers: int
    number: Quarters
    gap: Quarters | None
    recency: Quarters
    tenure: Quarters
    average_order: Quarters
    turnover: Quarters


def buying(orders: Frame, members: Frame, as_of: date, engine: DuckDBEngine) -> Buying | None:
    """How members buy; None where none of them has an order.

    Args:
        orders: The orders that exist for the run.
        members: Those of whom it is told, by `customer_id`.
        as_of: The day of the run.
        engine: Where it is computed.
    """
    import narwhals.stable.v2 as nw

    mine = orders.join(members.select("customer_id"), on="customer_id", how="semi")
    by_member = mine.group_by("customer_id").agg(
        nw.len().cast(nw.Float64).alias("number"),
        nw.col("ordered_on").min().alias("first"),
        nw.col("ordered_on").max().alias("last"),
        nw.col("amount").sum().cast(nw.Float64).alias("turnover"),
    )
    return _quarters(by_member, as_of, engine)


def counted_buying(members: Frame, step: str, columns: Collection[str], as_of: date, engine: DuckDBEngine) -> Buying | None:
    """The same from the orders that a segmentation counts; None where it does not say which, or counts none."""
    import narwhals.stable.v2 as nw

    names = {
        "number": f"{step}_qualifying_orders",
        "first": f"{step}_first_order_on",
        "last": f"{step}_last_order_on",
        "turnover": f"{step}_turnover",
    }
    if not set(names.values()) <= set(columns):
        return None
    selected = members.select(
        *(nw.col(column).cast(nw.Float64).alias(name) for name, column in names.items() if name in ("number", "turnover")),
        *(nw.col(column).alias(name) for name, column in names.items() if name in ("first", "last")),
    )
    return _quarters(selected.filter(nw.col("number") > 0), as_of, engine)


_MEASURES = ("number", "gap", "recency", "tenure", "average_order", "turnover")
_QUARTERS = (0.25, 0.5, 0.75)


def _quarters(by_member: Frame, as_of: date, engine: DuckDBEngine) -> Buying | None:
    import narwhals.stable.v2 as nw

    today = nw.lit(as_of)
    number: nw.Expr = nw.col("number")
    several = nw.when(number > 1).then(number - 1)
    measured = by_member.with_columns(
        divide(days_between(nw.col("first"), nw.col("last")), several).alias("gap"),
        days_between(nw.col("last"), today).cast(nw.Float64).alias("recency"),
        days_between(nw.col("first"), today).cast(nw.Float64).alias("tenure"),
        divide(nw.col("turnover"), number).alias("average_order"),
    )
    (row,) = engine.rows(
        measured.select(
            nw.len().alias("buyers"),
            *(
                nw.col(name).quantile(share, interpolation="linear").alias(f"{name} {share}")
                for name in _MEASURES
                for share in _QUARTERS
            ),
        )
    )
    if not row["buyers"]:
        return None
    found = {name: tuple(row[f"{name} {share}"] for share in _QUARTERS) for name in _MEASURES}
    gap = found.pop("gap")
    return Buying(int(row["buyers"]), gap=None if gap[1] is None else gap, **found)

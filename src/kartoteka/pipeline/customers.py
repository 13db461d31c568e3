"""The customers of a run: from their own source, or from the orders; and who of them is blacklisted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kartoteka.engine.base import Engine
from kartoteka.model.fields import field
from kartoteka.model.frame import Frame
from kartoteka.model.types import Boolean, ColumnType, Text

if TYPE_CHECKING:
    from kartoteka.pipeline.land.landed import LandedTable

BLACKLISTED = "blacklisted"


def customer_columns(
    customers: Mapping[str, ColumnType] | None, orders: Mapping[str, ColumnType] | None
) -> dict[str, ColumnType]:
    """The columns that `Tables.customers` will have, from the columns of the landed tables."""
    if customers is None:
        return {"customer_id": Text, **_carried_by_orders(orders or {}), BLACKLISTED: Boolean}
    return {**customers, BLACKLISTED: Boolean}


def known_customers(landed: LandedTable | None, orders: LandedTable | None, engine: Engine) -> Frame:
    """One row for each customer.

    Without a customers source the customers are those of the orders, whatever became of the orders; what the orders say
    of a customer (name, e-mail) is taken from its latest day there.
    """
    import narwhals.stable.v2 as nw

    if landed is not None:
        return engine.scan(landed.paths)
    assert orders is not None
    lines = engine.scan(orders.paths)
    carried = _carried_by_orders(orders.columns)
    if not carried:
        return engine.materialise(lines.group_by("customer_id").agg(), "customers")
    latest = lines.group_by("customer_id").agg(_latest=nw.col("ordered_on").max())
    told = lines.join(latest, on="customer_id").filter(nw.col("ordered_on") == nw.col("_latest"))
    return engine.materialise(told.group_by("customer_id").agg(*(nw.col(name).max() for name in carried)), "customers")


def mark_blacklisted(customers: Frame, blacklist: LandedTable | None, engine: Engine) -> Frame:
    """Add `blacklisted` (boolean, never empty)."""
    import narwhals.stable.v2 as nw

    if blacklist is None:
        return customers.with_columns(nw.lit(False).alias(BLACKLISTED))
    listed = engine.scan(blacklist.paths).select("customer_id").with_columns(nw.lit(True).alias(BLACKLISTED))
    joined = customers.join(listed, on="customer_id", how="left")
    return engine.materialise(joined.with_columns(nw.col(BLACKLISTED).fill_null(False)), "customers")


def _carried_by_orders(columns: Mapping[str, ColumnType]) -> dict[str, ColumnType]:
    """The columns of an orders table that speak of the customer."""
    return {
        name: type_
        for name, type_ in columns.items()
        if name != "customer_id" and field("customers", name) is not None and field("orders", name) is None
    }

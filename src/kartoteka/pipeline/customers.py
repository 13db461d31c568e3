"""The customers of a run: from their own source, or from the orders; and who of them is blacklisted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from kartoteka.engine.base import Engine
from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.model.fields import field
from kartoteka.model.frame import Frame
from kartoteka.model.types import Boolean, ColumnType, Text
from kartoteka.pipeline.told_by_orders import lines_by_newness, told_by_lines

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


def known_customers(
    landed: LandedTable | None,
    orders: LandedTable | None,
    as_of: date,
    engine: DuckDBEngine,
    *,
    customer_id: str | None = None,
) -> Frame:
    """One row for each customer, or for one of them alone.

    Without a customers source the customers are those of the orders, whatever became of the orders; what the orders say
    of a customer (name, e-mail) is told by `told_by_lines`.
    """
    import narwhals.stable.v2 as nw

    wanted = nw.lit(True) if customer_id is None else nw.col("customer_id") == nw.lit(customer_id)
    if landed is not None:
        customers = engine.scan(landed.paths)
        return customers if customer_id is None else customers.filter(wanted)
    assert orders is not None
    carried = _carried_by_orders(orders.columns)
    lines = lines_by_newness(orders, engine) if carried else engine.scan(orders.paths)
    lines = lines if customer_id is None else lines.filter(wanted)
    known = told_by_lines(lines, carried, as_of, engine) if carried else lines.group_by("customer_id").agg()
    return engine.materialise(known, "customers")


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

"""The segment of each customer, and the evidence for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kartoteka import ColumnType, Frame, Tables
from kartoteka_headcount import competitor, occasional, size
from kartoteka_headcount.bands import COMPETITOR, OCCASIONAL


def evidence_columns(*, occasional: bool) -> dict[str, ColumnType]:
    """The columns beside `segment`, in their order; those about orders only where there are main products."""
    from kartoteka_headcount.occasional import COLUMNS

    return {**size.COLUMNS, **competitor.COLUMNS, **(COLUMNS if occasional else {})}


def evidence_frame(tables: Tables, options: Mapping[str, Any], as_of: date) -> Frame:
    """One row for each of `tables.customers`: `customer_id`, `segment` and `evidence_columns`."""
    import narwhals.stable.v2 as nw

    main_products = options["main_products"]
    sized = size.with_size(what_is_read(tables.customers), options["bands"], options["straddle"], options["codes"])
    told = competitor.with_competitor(sized, options["approach"], as_of)
    segment: nw.Expr = nw.col("size_band")
    if main_products:
        told = occasional.with_orders(told, tables, main_products)
        segment = nw.when(nw.col("_occasional")).then(nw.lit(OCCASIONAL)).otherwise(segment)
    segment = nw.when(nw.col("_competitor")).then(nw.lit(COMPETITOR)).otherwise(segment)
    columns = evidence_columns(occasional=bool(main_products))
    return told.with_columns(segment=segment).select("customer_id", "segment", *columns)


def what_is_read(customers: Frame) -> Frame:
    """`customer_id` and the fields that decide; those that no column was mapped to are empty."""
    import narwhals.stable.v2 as nw

    there = customers.collect_schema().names()
    empty = {
        "employees": nw.lit(None, dtype=nw.Int64),
        "employees_band": nw.lit(None, dtype=nw.String),
        "competitor": nw.lit(None, dtype=nw.String),
        "competitor_until": nw.lit(None, dtype=nw.Date),
    }
    read = (nw.col(name) if name in there else nothing.alias(name) for name, nothing in empty.items())
    return customers.select(nw.col("customer_id"), *read)

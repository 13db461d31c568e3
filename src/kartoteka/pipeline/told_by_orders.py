"""What the orders say of their customers, where no customers source does: of several statements the newest counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.engine.duckdb.sql import identifier, literal
from kartoteka.model.fields import field
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    from kartoteka.pipeline.land.landed import LandedTable

_ADDRESS = ("street", "postal_code", "city")
_NEWNESS = "told:newness"


def lines_by_newness(orders: LandedTable, engine: DuckDBEngine) -> Frame:
    """The landed lines with a column by which a newer one is greater: by day, order number (`9` before `10`) and place."""
    return engine.numbered_lines(orders.paths, _NEWNESS, ("ordered_on", "length(order_id)", "order_id"))


def told_by_lines(lines: Frame, carried: Mapping[str, ColumnType], as_of: date, engine: DuckDBEngine) -> Frame:
    """One row for each `customer_id` in lines of `lines_by_newness`, with what those up to the as-of date say of the customer.

    The newest line speaks. What is empty there is taken from the next newest line that says it; the parts of a postal address
    from one line, so that no street gets into another town. Of a consent the latest day on which anything is said of it counts,
    and on that day one no is more than any yes. An order that was cancelled or returned speaks as well.
    """
    heard = f"ordered_on <= CAST({literal(as_of.isoformat())} AS DATE)"
    address = [name for name in _ADDRESS if name in carried]
    some_address = " OR ".join(f"{identifier(name)} IS NOT NULL" for name in address)
    told: dict[str, str] = {}
    for name in carried:
        column, newness = identifier(name), identifier(_NEWNESS)
        found = field("customers", name)
        if found is not None and found.group == "consent":
            told[name] = f"arg_max({column}, {{'day': ordered_on, 'no': NOT {column}}}) FILTER ({heard})"
        elif name in address:
            told[name] = f"arg_max_null({column}, {newness}) FILTER ({heard} AND ({some_address}))"
        else:
            told[name] = f"arg_max({column}, {newness}) FILTER ({heard})"
    return engine.grouped(lines, ["customer_id"], told)

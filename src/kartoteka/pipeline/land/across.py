"""What only all rows together tell: whether a key comes twice, how many orders there are, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka.engine.duckdb.sql import identifier, literal
from kartoteka.pipeline.land.ascending import ascends
from kartoteka.pipeline.land.layout import Layout

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Facts:
    """What was noticed.

    Attributes:
        broken: Rows contradict each other: a second row of a customer, or an order of two customers.
        orders: How many orders there are.
    """

    broken: bool = False
    orders: int = 0
    single_line_orders: bool = False
    first_order: date | None = None
    last_order: date | None = None


def look_across(connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout) -> Facts:
    """Look at a landed Parquet file. Keys that ascend, as exports often have them, cost next to nothing."""
    rows = f"read_parquet({literal(str(path))})"
    match layout.mapping.table:
        case "customers" | "blacklist":
            return Facts(broken=not ascends(path, "customer_id") and _repeats(connection, rows, "customer_id"))
        case "orders":
            return _orders(connection, path, rows, has_number=layout.column("order_id") is not None)
        case _:
            return Facts()


def _orders(connection: duckdb.DuckDBPyConnection, path: Path, rows: str, *, has_number: bool) -> Facts:
    count, first, last = _one(connection, f"SELECT count(*), min(ordered_on), max(ordered_on) FROM {rows}")
    if not has_number or ascends(path, "order_id"):
        return Facts(False, count, True, first, last)
    orders, torn = _one(
        connection,
        "SELECT count(*), count(*) FILTER (least <> greatest) "
        f"FROM (SELECT min(customer_id) AS least, max(customer_id) AS greatest FROM {rows} GROUP BY order_id)",
    )
    return Facts(torn > 0, orders, orders == count, first, last)


def _repeats(connection: duckdb.DuckDBPyConnection, rows: str, column: str) -> bool:
    count, distinct = _one(connection, f"SELECT count(*), count(DISTINCT {identifier(column)}) FROM {rows}")
    return bool(count != distinct)


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    # To the end: DuckDB refuses other work on a connection with a result that was not.
    (found,) = connection.execute(query).fetchall()
    return tuple(found)

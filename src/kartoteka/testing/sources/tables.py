"""The tables that a system is filled with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

PLAIN: Mapping[str, ColumnType] = {
    "customer_id": ColumnType.TEXT,
    "name": ColumnType.TEXT,
    "income": ColumnType.MONEY,
    "age": ColumnType.INTEGER,
    "consent_email": ColumnType.BOOLEAN,
    "birth_date": ColumnType.DAY,
}
"""The columns of customers in most checks: fields of every type that customers have."""


def table(columns: Mapping[str, ColumnType], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as a table in the Arrow types of its columns; a moment is in UTC."""
    import pyarrow as pa

    def arrow(kind: ColumnType) -> pa.DataType:
        return pa.timestamp("us", "UTC") if kind is ColumnType.MOMENT else kind.to_arrow()

    return pa.table({name: pa.array([row.get(name) for row in rows], arrow(kind)) for name, kind in columns.items()})


def customers(number: int, first: int = 1) -> pa.Table:
    """Customers without anything odd, from `K000001`."""
    return table(PLAIN, [_customer(one) for one in range(first, first + number)])


ORDERS: Mapping[str, ColumnType] = {
    "order_id": ColumnType.TEXT,
    "customer_id": ColumnType.TEXT,
    "ordered_on": ColumnType.DAY,
    "amount": ColumnType.MONEY,
    "quantity": ColumnType.NUMBER,
}
"""The columns of orders in most checks."""


def orders(number: int) -> pa.Table:
    """Orders of one line each, from `Z000001`."""
    return table(ORDERS, [_order(one) for one in range(1, number + 1)])


def _order(number: int) -> dict[str, Any]:
    return {
        "order_id": f"Z{number:06}",
        "customer_id": f"K{number % 7:06}",
        "ordered_on": date(2026, 1 + number % 12, 1 + number % 28),
        "amount": Decimal(number),
        "quantity": float(number),
    }


def _customer(number: int) -> dict[str, Any]:
    return {
        "customer_id": f"K{number:06}",
        "name": f"Firm {number}",
        "income": Decimal(number) / 4,
        "age": 18 + number % 60,
        "consent_email": number % 3 == 0,
        "birth_date": date(1950 + number % 50, 1 + number % 12, 1 + number % 28),
    }

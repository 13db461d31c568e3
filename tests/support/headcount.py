"""Running the segmenter `headcount` over customers made in a test, on DuckDB and on Polars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa

from kartoteka import Boolean, ColumnType, Context, Day, Frame, Integer, Tables, Text
from kartoteka_headcount.segmenter import Headcount

AS_OF = date(2026, 11, 30)
COLUMNS: Mapping[str, ColumnType] = {
    "customer_id": Text,
    "employees": Integer,
    "employees_band": Text,
    "competitor": Text,
    "competitor_until": Day,
    "blacklisted": Boolean,
}
LINES: Mapping[str, ColumnType] = {"order_id": Text, "customer_id": Text, "product": Text}
Line = tuple[str, str, str | None]
"""Order, customer, product."""


def headcount(columns: Mapping[str, ColumnType] = COLUMNS, **written: Any) -> Headcount:
    """The segmenter, from options as they are written in a project file."""
    context = Context("p", "prospects", AS_OF, "PLN", "en", "Europe/Warsaw", Path(), columns)
    return Headcount(Headcount.Options().load(written), context)


def tables(
    engine: str,
    customers: Sequence[Mapping[str, Any]],
    lines: Iterable[Line] = (),
    columns: Mapping[str, ColumnType] = COLUMNS,
) -> Tables:
    """The tables of a run on one engine; what a customer does not say is empty."""
    held = list(lines)
    orders = list(dict.fromkeys(line[:2] for line in held))
    made = _OneEngine(engine)
    return Tables(
        customers=made.frame(columns, [{"blacklisted": False, **one} for one in customers]),
        orders=made.frame(LINES, [{"order_id": order, "customer_id": customer} for order, customer in orders]),
        order_lines=made.frame(LINES, [dict(zip(LINES, line, strict=True)) for line in held]),
        contacts=made.frame({"customer_id": Text}, []),
    )


def by_customer(
    segmenter: Headcount, customers: Sequence[Mapping[str, Any]], lines: Iterable[Line] = (), engine: str = "duckdb"
) -> dict[str, dict[str, Any]]:
    """What the segmenter gives, by customer, after a check that every customer comes once, in one declared segment."""
    rows = segmenter.frame(tables(engine, customers, lines, segmenter.context.columns)).collect("polars").rows(named=True)
    assert sorted(row["customer_id"] for row in rows) == sorted(one["customer_id"] for one in customers)
    assert {row["segment"] for row in rows} <= {label.name for label in segmenter.labels()}
    assert all(list(row) == ["customer_id", "segment", *segmenter.provided_columns()] for row in rows)
    return {row["customer_id"]: row for row in rows}


class _OneEngine:
    """Frames that can be joined."""

    def __init__(self, engine: str) -> None:
        self.connection = duckdb.connect() if engine == "duckdb" else None

    def frame(self, columns: Mapping[str, ColumnType], rows: Sequence[Mapping[str, Any]]) -> Frame:
        table = pa.table({name: pa.array([row.get(name) for row in rows], type_.to_arrow()) for name, type_ in columns.items()})
        if self.connection is None:
            return nw.from_native(pl.from_arrow(table).lazy())
        return nw.from_native(self.connection.from_arrow(table))

"""Which orders exist for a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.model.types import Boolean, Day, Money, Text
from kartoteka.pipeline.land.landed import LandedTable
from kartoteka.pipeline.orders import OrderCounts, existing_orders

AS_OF = date(2026, 11, 30)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[DuckDBEngine]:
    engine = DuckDBEngine(tmp_path / "spill")
    yield engine
    engine.close()


def landed(tmp_path: Path, lines: list[tuple[str, str, str, str, str | None]], *, single: bool) -> LandedTable:
    ids, customers, days, amounts, statuses = zip(*lines, strict=True)
    table = pa.table(
        {
            "order_id": pa.array(ids, pa.string()),
            "customer_id": pa.array(customers, pa.string()),
            "ordered_on": pa.array([date.fromisoformat(day) for day in days], pa.date32()),
            "amount": pa.array([Decimal(amount).quantize(Decimal("0.0001")) for amount in amounts], pa.decimal128(18, 4)),
            "status": pa.array(statuses, pa.string()),
        }
    )
    file = tmp_path / "orders.parquet"
    pq.write_table(table, file)
    return LandedTable(
        table="orders",
        paths=(file,),
        columns={"order_id": Text, "customer_id": Text, "ordered_on": Day, "amount": Money, "status": Text},
        rows_read=len(lines),
        rows_landed=len(lines),
        rows_rejected=0,
        rejects_file=tmp_path / "rejects.csv",
        cells_emptied=0,
        emptied_file=tmp_path / "emptied.csv",
        fingerprint="f",
        orders=len(set(ids)),
        single_line_orders=single,
    )


def unknown(engine: DuckDBEngine, *customers: str):
    return engine.from_arrow(pa.table({"customer_id": pa.array(customers, pa.string())}))


LINES = [
    ("1", "A", "2026-11-30", "100", None),
    ("2", "A", "2026-12-01", "100", None),
    ("3", "A", "2026-11-01", "100", "cancelled"),
    ("4", "A", "2026-11-01", "100", "returned"),
    ("5", "A", "2026-11-01", "-0.01", "sent"),
    ("6", "B", "2026-11-01", "0", "sent"),
    ("7", "X", "2026-11-01", "100", None),
]


@pytest.mark.parametrize("single", [True, False])
def test_every_order_is_counted_under_exactly_one_heading(tmp_path: Path, engine: DuckDBEngine, single: bool) -> None:
    found = existing_orders(landed(tmp_path, LINES, single=single), unknown(engine, "X"), AS_OF, engine)

    assert sorted(row["order_id"] for row in engine.rows(found.orders)) == ["1", "6"]
    assert sorted(row["order_id"] for row in engine.rows(found.lines)) == ["1", "6"]
    assert found.counts == OrderCounts(orders=7, cancelled=2, negative=1, future=1, unknown_customer=1)
    assert found.counts.existing == 2


def test_lines_are_summed_and_placed_on_their_earliest_day(tmp_path: Path, engine: DuckDBEngine) -> None:
    lines = [
        ("1", "A", "2026-11-05", "299.99", None),
        ("1", "A", "2026-11-03", "0.0099", None),
        ("1", "A", "2026-12-24", "0.0001", None),
        ("2", "A", "2026-11-03", "50", "cancelled"),
        ("2", "A", "2026-11-04", "60", None),
        ("3", "A", "2026-11-03", "90", None),
        ("3", "A", "2026-11-03", "-100", None),
    ]
    found = existing_orders(landed(tmp_path, lines, single=False), None, AS_OF, engine)

    rows = {row["order_id"]: (row["ordered_on"], row["amount"]) for row in engine.rows(found.orders)}
    assert rows == {
        "1": (date(2026, 11, 3), Decimal("300.0000")),
        "2": (date(2026, 11, 4), Decimal("60.0000")),
    }
    assert found.counts == OrderCounts(orders=3, negative=1)


def test_where_nobody_is_unknown_every_standing_order_is_kept(tmp_path: Path, engine: DuckDBEngine) -> None:
    found = existing_orders(landed(tmp_path, LINES, single=True), None, AS_OF, engine)

    assert found.counts.unknown_customer == 0
    assert sorted(row["order_id"] for row in engine.rows(found.orders)) == ["1", "6", "7"]


@pytest.mark.parametrize("single", [True, False])
def test_a_draft_is_counted_as_one_whatever_else_it_is(tmp_path: Path, engine: DuckDBEngine, single: bool) -> None:
    """Three orders of the seven are not posted: of them one is cancelled too, and one has a negative total."""
    table = landed(tmp_path, LINES, single=single)
    (file,) = table.paths
    posted = pa.array([True, True, False, True, False, False, None], pa.bool_())
    pq.write_table(pq.read_table(file).append_column("posted", posted), file)
    found = existing_orders(replace(table, columns={**table.columns, "posted": Boolean}), unknown(engine, "X"), AS_OF, engine)

    assert [row["order_id"] for row in engine.rows(found.orders)] == ["1"]
    assert [row["order_id"] for row in engine.rows(found.lines)] == ["1"]
    assert found.counts == OrderCounts(orders=7, draft=3, cancelled=1, future=1, unknown_customer=1)

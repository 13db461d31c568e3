"""Parquet files as a source."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kartoteka.errors import InputError
from kartoteka_parquet.source import ParquetSource
from support.landing import Landing, rows_of


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


def source(landing: Landing, path: str) -> ParquetSource:
    return ParquetSource(ParquetSource.Options().load({"path": path}), landing.context("orders"))


def test_typed_values_land_exactly(landing: Landing) -> None:
    for number in (1, 2):
        table = pa.table(
            {
                "order_id": pa.array([10**15 + number, None]),
                "customer_id": pa.array(["00123", "K7"]),
                "ordered_on": pa.array([datetime(2026, 11, 15, 23, 30, tzinfo=UTC)] * 2, pa.timestamp("ns", "UTC")),
                "amount": pa.array([Decimal("0.1001"), Decimal("12345678901.5")], pa.decimal128(18, 4)),
                "share": pa.array([float("nan"), 0.1]),
            }
        )
        pq.write_table(table, landing.folder / f"orders-{number}.parquet")
    landed = landing.land("orders", "x", source=source(landing, "orders-*.parquet"))
    rows = rows_of(landed)
    assert [(row["customer_id"], row["ordered_on"], row["amount"]) for row in rows] == [
        ("00123", date(2026, 11, 16), Decimal("0.1001")),
        ("K7", date(2026, 11, 16), Decimal("12345678901.5")),
    ] * 2
    assert rows[0]["order_id"] == "1000000000000001"


def test_a_file_that_is_none_is_refused(landing: Landing) -> None:
    path = landing.write("orders.parquet", "customer_id;amount\n")
    with pytest.raises(InputError, match=r"orders\.parquet cannot be read as Parquet"):
        source(landing, "orders.parquet").describe(path)

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
from support.landing import Landing, rejects_of, rows_of


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


def test_nested_columns_have_a_column_for_each_part_and_lists_are_json(landing: Landing) -> None:
    table = pa.table(
        {
            "customer_id": ["K1", "K2", "K3"],
            "address": [{"city": "Łódź", "geo": {"lat": 51.75}}, None, {"city": None, "geo": None}],
            "tags": [["a", "ż"], [], None],
            "key": [b"abc", b"\xff\x00", None],
            "wide": pa.array([Decimal("12345678901234567890123456789012345678901.5")] * 3, pa.decimal256(50, 1)),
        }
    )
    pq.write_table(table, landing.folder / "customers.parquet")
    rows = rows_of(landing.land("customers", "x", source=source(landing, "customers.parquet")))
    assert [(row["address.city"], row["address.geo.lat"], row["tags"], row["key"]) for row in rows] == [
        ("Łódź", "51.75", '["a", "ż"]', "abc"),
        (None, None, "[]", "ff00"),
        (None, None, None, None),
    ]
    assert rows[0]["wide"] == "12345678901234567890123456789012345678901.5"


def test_names_that_differ_in_case_alone_or_stand_twice_keep_their_own_values(landing: Landing) -> None:
    names = ["customer_id", "Kwota", "kwota", "Kwota"]
    pq.write_table(pa.Table.from_arrays([pa.array([value]) for value in ("K1", 1, 2, 3)], names), landing.folder / "c.parquet")
    (row,) = rows_of(landing.land("customers", "x", source=source(landing, "c.parquet")))
    assert list(row.values()) == ["K1", "1", "2", "3"]


def test_nan_is_empty_and_a_rejected_row_shows_where_its_empty_cells_are(landing: Landing) -> None:
    day = date(2026, 11, 15)
    columns = {
        "customer_id": ["K1", "K2"],
        "note": [None, "n"],
        "ordered_on": [day, day],
        "amount": [float("nan"), 1.0],
        "share": [0.5, float("nan")],
    }
    pq.write_table(pa.table(columns), landing.folder / "orders.parquet")
    landed = landing.land("orders", "x", source=source(landing, "orders.parquet"))
    assert [(row["line"], row["reason"], row["raw"]) for row in rejects_of(landed)] == [
        ("1", "amount is empty", "K1; 2026-11-15; ; ; 0.5")
    ]
    assert [row["share"] for row in rows_of(landed)] == [None]


def test_a_file_without_rows_lands_without_any(landing: Landing) -> None:
    nested = pa.struct([("city", pa.string())])
    schema = pa.schema([("customer_id", pa.string()), ("address", nested)])
    pq.write_table(schema.empty_table(), landing.folder / "c.parquet")
    landed = landing.land("customers", "x", source=source(landing, "c.parquet"))
    assert (landed.rows_read, "address.city" in landed.columns) == (0, True)

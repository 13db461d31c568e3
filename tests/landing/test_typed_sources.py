"""Sources whose cells are typed already: Parquet files, and systems that are asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kartoteka.components.source import BatchSource, FileSource, ParquetFile
from support.landing import Landing, rejects_of, rows_of


class Files(FileSource):
    def paths(self) -> Sequence[Path]:
        return sorted(self.context.project.glob("*.parquet"))

    def describe(self, path: Path) -> ParquetFile:
        return ParquetFile(path, tuple(pq.read_schema(path).names))


class Asked(BatchSource):
    tables: Sequence[pa.Table] = ()
    told: str | None = None
    times = 0

    def version(self) -> str | None:
        return self.told

    def batches(self) -> Iterator[pa.RecordBatch]:
        self.times += 1
        for table in self.tables:
            yield from table.to_batches()


def orders(**columns: pa.Array) -> pa.Table:
    return pa.table(
        {
            "customer_id": pa.array([7, 8, 9]),
            "ordered_on": pa.array([datetime(2026, 11, 14, 23, 30, tzinfo=UTC)] * 3, pa.timestamp("us", "UTC")),
            "amount": pa.array([Decimal("12.50"), Decimal("-3.00"), Decimal("1000000.00")], pa.decimal128(18, 2)),
            **columns,
        }
    )


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


def asked(landing: Landing, *tables: pa.Table, version: str | None = None) -> Asked:
    source = Asked({}, landing.context("orders"))
    source.tables, source.told = tables, version
    return source


def test_parquet_files_land_with_their_types(landing: Landing) -> None:
    pq.write_table(orders(), landing.folder / "a.parquet")
    pq.write_table(orders(customer_id=pa.array(["K1", " K2 ", "K3"])), landing.folder / "b.parquet")
    landed = landing.land("orders", "", source=Files({}, landing.context("orders")))
    rows = rows_of(landed)
    assert [row["customer_id"] for row in rows] == ["7", "8", "9", "K1", "K2", "K3"]
    assert [row["amount"] for row in rows] == [Decimal("12.5"), Decimal(-3), Decimal(1_000_000)] * 2
    assert {row["ordered_on"] for row in rows} == {date(2026, 11, 15)}  # in Warsaw


def test_decimals_of_many_places_are_told_without_the_zeros_of_their_column(landing: Landing) -> None:
    many = pa.array([Decimal("12.5"), Decimal(100), Decimal("0.000000000000000001")], pa.decimal128(38, 18))
    landed = landing.land("orders", "", source=asked(landing, orders(latitude=many, amount=many)))
    assert [row["latitude"] for row in rows_of(landed)] == ["12.5", "100", "0.000000000000000001"][: landed.rows_landed]
    assert [row["amount"] for row in rows_of(landed)] == [Decimal("12.5"), Decimal(100)]
    assert landed.rows_rejected == 1  # an amount has four decimals


def test_batches_land_and_are_asked_again_unless_they_tell_a_version(landing: Landing) -> None:
    source = asked(landing, orders(), orders())
    assert landing.land("orders", "", source=source).rows_landed == 6
    times = source.times
    assert landing.land("orders", "", source=source).reused  # the same rows
    assert source.times > times
    source.told = "42"
    assert not landing.land("orders", "", source=source).reused
    times = source.times
    assert landing.land("orders", "", source=source).reused
    assert source.times == times


def test_rows_that_cannot_be_used_are_told_by_their_number(landing: Landing) -> None:
    days = pa.array(["15.11.2026", None, "31.02.2026"])
    landed = landing.land("orders", "", source=asked(landing, orders(ordered_on=days)))
    assert (landed.rows_read, landed.rows_landed) == (3, 1)
    assert [(row["line"], row["reason"], row["raw"]) for row in rejects_of(landed)] == [
        ("2", "ordered_on is empty", "8; ; -3.00"),
        ("3", "ordered_on: '31.02.2026' is not a day of the calendar", "9; 31.02.2026; 1000000.00"),
    ]


def test_texts_beside_typed_cells_keep_their_own_decimal_mark(landing: Landing) -> None:
    table = orders(amount=pa.array(["12,50", "3,00", "1 000,00"]), quantity=pa.array([1.5, 2.0, 0.25]))
    rows = rows_of(landing.land("orders", "", source=asked(landing, table)))
    assert [(row["amount"], row["quantity"]) for row in rows] == [(Decimal("12.5"), 1.5), (3, 2.0), (1000, 0.25)]


def test_a_system_without_rows_has_no_columns(landing: Landing) -> None:
    with pytest.raises(Exception, match="no column was recognised as 'customer_id'"):
        landing.land("orders", "", source=asked(landing))


def test_very_small_and_very_large_doubles_keep_their_digits(landing: Landing) -> None:
    quantities = [0.000001, 1.5e-10, 2.0**60]
    rows = rows_of(landing.land("orders", "", source=asked(landing, orders(quantity=pa.array(quantities)))))
    assert [row["quantity"] for row in rows] == quantities


def test_rows_land_in_the_order_of_the_system_whatever_their_columns(landing: Landing) -> None:
    # An engine that looks words up by joining gives rows as they come.
    names = [f"K{number:03}" for number in range(300)]
    words = {"consent_email": ["yes", "no"] * 10, "customer_type": ["firma"] * 20}
    pages = [pa.table({"customer_id": names[start : start + 20], **words}) for start in range(0, 300, 20)]
    source = asked(landing, *pages)
    for version in range(8):
        source.told = str(version)
        assert [row["customer_id"] for row in rows_of(landing.land("customers", "", source=source))] == names


def test_what_a_calculation_left_behind_the_digits_of_an_amount_is_no_decimals(landing: Landing) -> None:
    """Northwind's unit price times quantity, less the discount, as a database computes it with doubles."""
    noisy = pa.array([1261.3999999999999, 0.1 + 0.2, 99999999999.99])
    landed = landing.land("orders", "", source=asked(landing, orders(amount=noisy)))
    assert [row["amount"] for row in rows_of(landed)] == [Decimal("1261.4"), Decimal("0.3"), Decimal("99999999999.99")]

"""Lookups where one side, or both, is no text file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kartoteka.components.source import BatchSource, FileSource, ParquetFile, Source
from support.landing import Landing, rejects_of, rows_of

PRICE = {"path": "products.csv", "key": "product", "take": {"unit_price": "price"}}
AMOUNT = {"amount": "quantity * unit_price"}


class Lines(FileSource):
    def paths(self) -> Sequence[Path]:
        return [self.context.project / "lines.parquet"]

    def describe(self, path: Path) -> ParquetFile:
        return ParquetFile(path, tuple(pq.read_schema(path).names))


class Asked(BatchSource):
    """A list of products in a system that is asked; its prices are numbers with a decimal point."""

    prices = (10.25, 3.5)

    def version(self) -> str | None:
        return str(self.prices)

    def batches(self) -> Iterator[pa.RecordBatch]:
        yield pa.record_batch({"product": pa.array([1, 2]), "price": pa.array(self.prices)})


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    landing = Landing(tmp_path)
    table = {
        "customer_id": ["C1", "C2", "C3"],
        "ordered_on": [date(2026, 1, 5)] * 3,
        "product": [2, 1, 9],
        "quantity": [2, 4, 1],
    }
    pq.write_table(pa.table(table), tmp_path / "lines.parquet")
    return landing


def source(landing: Landing, kind: type[Source]) -> Source:
    return kind({}, landing.context("orders"))


def test_typed_rows_are_looked_up_in_texts(landing: Landing) -> None:
    landing.write("products.csv", "product;price\n1;10,25\n2;3,50\n")
    landed = landing.land("orders", "", source=source(landing, Lines), lookup=PRICE, columns=AMOUNT)
    assert [(row["customer_id"], row["amount"]) for row in rows_of(landed)] == [("C1", Decimal(7)), ("C2", Decimal(41))]
    assert [row["reason"] for row in rejects_of(landed)] == ["amount cannot be computed: no product '9' in products.csv"]


def test_texts_are_looked_up_in_a_system_that_is_asked(landing: Landing) -> None:
    landing.write("lines.csv", "customer_id;ordered_on;product;quantity\nC1;2026-01-05;2;1,5\nC2;2026-01-05;1;2,0\n")
    lookup = {"use": "sql", "key": "product", "take": {"unit_price": "price"}}

    def land(reader: Source) -> list[Decimal]:
        landed = landing.land("orders", "lines.csv", lookup=lookup, readers=[reader], columns=AMOUNT)
        return [row["amount"] for row in rows_of(landed)]

    asked = source(landing, Asked)
    assert land(asked) == [Decimal("5.25"), Decimal("20.50")]
    asked.prices = (1.0, 2.0)  # type: ignore[attr-defined]  # the class of the test
    assert land(asked) == [Decimal(3), Decimal(2)]

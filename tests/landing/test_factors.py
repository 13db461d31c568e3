"""Calculations in rows of a foreign currency: an amount is converted once, however many numbers it is multiplied by."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kartoteka.model.fields import recognised_in
from kartoteka.pipeline.land.factors import mere_numbers
from support.landing import Landing, rejects_of, rows_of

HEADERS = ["Quantity", "Unit price", "Discount", "Freight", "A", "B"]


@pytest.mark.parametrize(
    ("text", "mere"),
    [
        ('Quantity * "Unit price"', {"Quantity"}),
        ('"Unit price" * Quantity', {"Quantity"}),
        ("Quantity * A", {"Quantity"}),
        ("A * Quantity", {"Quantity"}),
        ("A * B", {"A"}),
        ('A * "Unit price"', {"A"}),
        ('Quantity * "Unit price" * (1 - A)', {"Quantity", "A"}),
        ('(Quantity * "Unit price") * (1 - A)', {"Quantity", "A"}),
        ("A + B", set()),
        ('Quantity * "Unit price" + B', {"Quantity"}),
        ("A * 2", set()),
        ("2 * Quantity", set()),
        ("A / B", {"B"}),
        ('coalesce("Unit price", A) * Quantity', {"Quantity"}),
        ('"Unit price" * A / B', {"A", "B"}),
        ("A", set()),
        ("A * A", set()),
        ("A *", set()),
    ],
)
def test_one_factor_of_a_product_is_the_amount(text: str, mere: set[str]) -> None:
    assert mere_numbers(text, HEADERS, recognised_in("orders")) == mere


@pytest.mark.parametrize("columns", [{"amount": "Quantity * Price"}, {"amount": "Price * Quantity / 1"}])
def test_a_product_is_converted_once(tmp_path: Path, columns: dict[str, str | int]) -> None:
    landing = Landing(tmp_path, rates={"EUR": Decimal(4)})
    lines = [
        "A,C1,2026-01-05,3,10.50,EUR",
        "B,C1,2026-01-05,2,10.50,PLN",
        "C,C1,2026-01-05,2,10.50 EUR,EUR",
        "D,C1,2026-01-05,x,1,EUR",
    ]
    landing.write("orders.csv", "order_id,customer_id,ordered_on,Quantity,Price,Currency\n" + "\n".join(lines))
    landed = landing.land("orders", "orders.csv", columns=columns)
    assert [row["amount"] for row in rows_of(landed)] == [Decimal(126), Decimal(21), Decimal(84)]
    assert [row["reason"] for row in rejects_of(landed)] == ["amount cannot be computed: Quantity: 'x' is not an amount"]

"""Orders in another currency than the pipeline's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.pipelines import EVERYBODY, LOYALTY, SOURCES, Shop

LINES = [
    ("1", "A", "2026-11-20", "100", "EUR"),
    ("2", "A", "2026-11-21", "300", "PLN"),
    ("3", "A", "2026-11-22", "75.01", ""),
    ("4", "A", "2026-11-23", "70.58", "EUR"),
]


def write(shop: Shop, *parts: str, lines: list[tuple[str, ...]] = LINES) -> None:
    shop.customers("A")
    header = ["order_id", "customer_id", "ordered_on", "amount", "currency"][: len(lines[0])]
    shop.table("data/orders.csv", header, lines)
    shop.project(SOURCES, *parts, LOYALTY, EVERYBODY)


def test_without_a_rate_it_is_an_error_that_asks_for_one(shop: Shop) -> None:
    write(shop)
    said = shop.run()
    assert said.code == 4
    assert said.err == (
        f"Error: {shop.folder / 'data/orders.csv'}, line 2: an amount is in EUR, and there is no rate for it\n"
        "  Say in the pipeline what 1 EUR is worth in PLN: rates: {EUR: …}.\n"
    )
    assert not (shop.folder / "out").exists()


def test_with_a_rate_it_is_converted_before_any_rule_looks_at_it(shop: Shop) -> None:
    write(shop, "rates: {EUR: 4.2505}\n")
    told = shop.results()
    row = shop.snapshot(told["run_id"])["A"]
    # 425.05 and 300 count, 75.01 does not, and 70.58 EUR are 300.00029: rounded to 300.0003, at least the minimum.
    assert row["loyalty_turnover"] == Decimal("425.0500") + Decimal("300.0000") + Decimal("300.0003")
    assert (row["loyalty_qualifying_orders"], row["loyalty_ignored_orders"]) == (3, 1)


def test_another_rate_reads_the_orders_again(shop: Shop) -> None:
    write(shop, "rates: {EUR: 4.2505}\n")
    shop.results()
    write(shop, "rates: {EUR: 2}\n")
    told = shop.results()
    assert [source["reused"] for source in told["sources"]][1] is False
    assert shop.snapshot(told["run_id"])["A"]["loyalty_turnover"] == Decimal("300.0000")


@pytest.mark.parametrize(
    ("cell", "turnover"), [("€ 100", "425"), ("100 EUR", "425"), ("300 zł", "300"), ("1 300,00 PLN", "1300")]
)
def test_a_sign_in_the_cell_says_the_currency(shop: Shop, cell: str, turnover: str) -> None:
    write(shop, "rates: {EUR: 4.25}\n", lines=[("1", "A", "2026-11-20", cell)])
    told = shop.results()
    assert shop.snapshot(told["run_id"])["A"]["loyalty_turnover"] == Decimal(turnover)


def test_the_currency_of_a_pipeline_is_its_own(shop: Shop) -> None:
    write(shop, "currency: EUR\n", "rates: {PLN: 0.25}\n")
    told = shop.results()
    # 300 PLN are 75 EUR, and what names no currency is in the pipeline's: nothing reaches 300.
    assert shop.snapshot(told["run_id"])["A"]["loyalty"] == "below-minimum"
    assert shop.snapshot(told["run_id"])["A"]["loyalty_ignored_orders"] == 4

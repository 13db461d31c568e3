"""A run over files that have a header and nothing below it."""

from __future__ import annotations

import pytest

from support.pipelines import CUSTOMERS, EVERYBODY, LOYALTY, ORDERS, SOURCES, Shop

ORDERS_ALONE = "sources:\n  orders: {use: csv, path: data/orders.csv}\n"
KIND = "  kind: {use: rules, rules: [{else: all}]}\n"


@pytest.mark.parametrize("sources", [SOURCES, ORDERS_ALONE])
def test_a_run_without_customers_goes_through_and_says_so(shop: Shop, sources: str) -> None:
    shop.table("data/customers.csv", CUSTOMERS, [])
    shop.table("data/orders.csv", ORDERS, [])
    shop.project(sources, LOYALTY + KIND, EVERYBODY)
    told = shop.results()
    assert told["customers"] == 0
    assert any(warning.startswith("there are no customers: ") for warning in told["warnings"])
    assert shop.export() == []
    shop.results("2026-12-31")

"""Whole pipelines over real orders of strangers, reconciled to the cent with plain Python."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from frequency import plain_reading as plain
from support.pipelines import EVERYBODY, Shop, segments
from support.shared_cases import shared_file

TIERS = [
    {"name": "often", "every": "1 month", "for": "3 months"},
    {"name": "seasonal", "every": "3 months", "for": "6 months"},
    {"name": "yearly", "every": "1 year"},
]

Orders = dict[str, list[plain.Order]]


def cdnow() -> tuple[str, Orders]:
    """`customer, number in the sample, yyyymmdd, discs, dollars` between blanks, without a header."""
    source = """
        sources:
          orders:
            use: csv
            path: data/orders.txt
            delimiter: whitespace
            header: [customer_id, sample_id, ordered_on, discs, amount]
            columns: {customer_id: customer_id, ordered_on: ordered_on, amount: amount, quantity: discs}
        """
    rows = [line.split() for line in shared_file("data/cdnow/CDNOW_sample.txt").read_text(encoding="ascii").splitlines()]
    return source, by_customer((customer, date.fromisoformat(day), amount) for customer, _, day, _, amount in rows)


def rfm_orders() -> tuple[str, Orders]:
    """`customer_id, order_date, revenue` and who they are; whoever reads it maps what has no synonym."""
    source = """
        sources:
          orders: {use: csv, path: data/orders.txt, columns: {customer_id: customer_id, ordered_on: order_date,
                   amount: revenue, email: email}}
        """
    with shared_file("data/rfm_orders/rfm_data_orders.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(row["customer_id"], date.fromisoformat(row["order_date"]), row["revenue"]) for row in csv.DictReader(lines)]
    return source, by_customer(rows)


def by_customer(rows: Iterable[tuple[str, date, str]]) -> Orders:
    """Each row is an order of its own, as nothing numbers them."""
    orders = defaultdict(list)
    for customer, day, amount in rows:
        orders[customer].append(plain.Order(customer, day, Decimal(amount)))
    return dict(orders)


REAL = {
    "cdnow": (cdnow, "data/cdnow/CDNOW_sample.txt", "USD", 6919, 2357, [("1997-09-30", "25"), ("1998-06-30", "0")]),
    "rfm_orders": (
        rfm_orders,
        "data/rfm_orders/rfm_data_orders.csv",
        "EUR",
        4906,
        995,
        [("2006-12-31", "30"), ("2005-02-28", "0")],
    ),
}


@pytest.mark.parametrize("name", list(REAL))
def test_rows_sums_and_segments_reconcile(shop: Shop, name: str) -> None:
    read, file, currency, rows, customers, days = REAL[name]
    source, orders = read()
    (shop.folder / "data").mkdir()
    shutil.copyfile(shared_file(file), shop.folder / "data" / "orders.txt")
    assert (sum(map(len, orders.values())), len(orders)) == (rows, customers)

    for day, minimum in days:
        as_of = date.fromisoformat(day)
        loyalty = {"use": "frequency", "logistic_minimum": minimum, "tiers": TIERS}
        steps = f"segments: {json.dumps({'loyalty': loyalty})}\n"
        shop.project(f"currency: {currency}\n", source, steps, EVERYBODY)
        told = shop.results(day)

        assert [(one["read"], one["landed"], one["rejected"]) for one in told["sources"]] == [(rows, rows, 0)]
        late = sum(order.ordered_on > as_of for mine in orders.values() for order in mine)
        assert told["orders"] == {
            "orders": rows,
            "cancelled": 0,
            "draft": 0,
            "negative": 0,
            "future": late,
            "unknown_customer": 0,
        }
        reconcile(shop, told, orders, as_of, Decimal(minimum))


def reconcile(shop: Shop, told: Any, orders: Orders, as_of: date, minimum: Decimal) -> None:
    """Every customer of the snapshot and of the exported list, and what they sum to."""
    snapshot = shop.snapshot(told["run_id"])
    listed = {row["customer_id"]: row for row in shop.export()}
    existing = {who: [order for order in mine if order.ordered_on <= as_of] for who, mine in orders.items()}
    counting = [order for mine in existing.values() for order in mine if order.amount >= minimum]

    assert snapshot.keys() == listed.keys() == orders.keys()
    for customer, mine in existing.items():
        wanted = plain.read(mine, TIERS, minimum, as_of)
        segment = wanted.pop("segment")
        row = snapshot[customer]
        assert (row["loyalty"], listed[customer]["loyalty"]) == (segment, segment)
        assert {name: row[f"loyalty_{name}"] for name in wanted} == wanted, mine
        assert Decimal(listed[customer]["loyalty_turnover"]) == wanted["turnover"]
    assert sum(Decimal(row["loyalty_turnover"]) for row in listed.values()) == sum(order.amount for order in counting)
    assert sum(int(row["loyalty_qualifying_orders"]) for row in listed.values()) == len(counting)
    ignored = sum(map(len, existing.values())) - len(counting)
    assert sum(int(row["loyalty_ignored_orders"]) for row in listed.values()) == ignored
    assert segments(told) == Counter(row["loyalty"] for row in snapshot.values())
    assert told["customers"] == len(orders)
    assert told["campaigns"][0]["rows"] == len(orders)


def test_who_they_are_comes_with_the_orders(shop: Shop) -> None:
    """Without a customers file the latest order tells the e-mail address, apostrophes and all."""
    source, _ = rfm_orders()
    (shop.folder / "data").mkdir()
    file = shared_file("data/rfm_orders/rfm_data_orders.csv")
    shutil.copyfile(file, shop.folder / "data" / "orders.txt")
    shop.project(source, EVERYBODY)
    shop.run("2006-12-31").done()
    with file.open(encoding="utf-8", newline="") as lines:
        wanted = {row["customer_id"]: row["email"] for row in csv.DictReader(lines)}
    assert {row["customer_id"]: row["email"] for row in shop.export()} == wanted
    assert any("'" in address for address in wanted.values())

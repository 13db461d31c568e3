"""Real exports, reconciled row by row and to the cent."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kartoteka.errors import InputError
from support.landing import Landing, rows_of
from support.shared_data import shared_data


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path, timezone="America/New_York", currency="USD", locale="en")


def copied(landing: Landing, name: str) -> str:
    source = shared_data(name)
    shutil.copy(source, landing.folder)
    return source.name


def test_cdnow(landing: Landing) -> None:
    name = copied(landing, "cdnow/CDNOW_sample.txt")
    landed = landing.land(
        "orders", name, delimiter="whitespace", header=["original", "customer_id", "ordered_on", "quantity", "amount"]
    )
    truth: defaultdict[str, Decimal] = defaultdict(Decimal)
    lines = [line.split() for line in (landing.folder / name).read_text().splitlines()]
    for _, customer, _, _, amount in lines:
        truth[customer] += Decimal(amount)
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    rows = rows_of(landed)
    for row in rows:
        found[row["customer_id"]] += row["amount"]
    assert found == truth
    assert (landed.rows_read, landed.rows_landed, landed.orders, len(found)) == (6919, 6919, 6919, 2357)
    assert [row["ordered_on"] for row in rows] == [datetime.strptime(line[2], "%Y%m%d").date() for line in lines]
    assert [row["quantity"] for row in rows] == [float(line[3]) for line in lines]
    assert len({row["order_id"] for row in rows}) == 6919


def test_rfm_orders(landing: Landing) -> None:
    name = copied(landing, "rfm_orders/rfm_data_orders.csv")
    landed = landing.land("orders", name, columns={"amount": "revenue"})
    with (landing.folder / name).open(encoding="utf-8", newline="") as stream:
        truth = list(csv.DictReader(stream))
    rows = rows_of(landed)
    assert (landed.rows_read, landed.rows_landed, landed.rows_rejected) == (4906, 4906, 0)
    assert sum(row["amount"] for row in rows) == sum(Decimal(row["revenue"]) for row in truth)
    assert [(row["customer_id"], row["ordered_on"], row["amount"], row["email"]) for row in rows] == [
        (row["customer_id"], date.fromisoformat(row["order_date"]), Decimal(row["revenue"]), row["email"]) for row in truth
    ]
    assert (landed.first_order, landed.last_order) == (
        min(row["ordered_on"] for row in rows),
        max(row["ordered_on"] for row in rows),
    )
    assert len({row["customer_id"] for row in rows}) == 995


def test_adventureworks_customers(landing: Landing) -> None:
    name = copied(landing, "adventureworks/AdventureWorks_Customers.csv")
    with pytest.raises(InputError, match=r"line 2: '\$90,000' may have a decimal mark or a thousands mark"):
        landing.land("customers", name)
    landed = landing.land("customers", name, reading={"decimal": "."})
    with (landing.folder / name).open(encoding="utf-8-sig", newline="") as stream:
        truth = list(csv.DictReader(stream))
    assert landed.rows_read == landed.rows_landed + landed.rows_rejected == len(truth) == 18_148
    assert sum(row["income"] for row in rows_of(landed)) == sum(
        Decimal(row["AnnualIncome"].strip().lstrip("$").replace(",", "")) for row in truth
    )
    assert landed.settled["date_order"] == "month-first"


def test_adventureworks_order_lines(landing: Landing) -> None:
    copied(landing, "adventureworks/AdventureWorks_Sales_2017.csv")
    copied(landing, "adventureworks/AdventureWorks_Sales_2018.csv")
    landed = landing.land("orders", "AdventureWorks_Sales_*.csv", columns={"amount": "OrderQuantity * 100"})
    truth: list[dict[str, str]] = []
    for file in sorted(landing.folder.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            truth += csv.DictReader(stream)
    assert landed.rows_read == landed.rows_landed == len(truth)
    assert landed.orders == len({row["OrderNumber"] for row in truth})
    assert not landed.single_line_orders
    assert sum(row["amount"] for row in rows_of(landed)) == 100 * sum(int(row["OrderQuantity"]) for row in truth)
    assert landed.last_order == max(datetime.strptime(row["OrderDate"], "%m/%d/%Y").date() for row in truth)


def test_founding_years_that_cannot_be_read_cost_no_company(landing: Landing) -> None:
    name = copied(landing, "sp500/constituents.csv")
    landed = landing.land("customers", name, columns={"customer_id": "Symbol", "name": "Security"})
    assert (landed.rows_read, landed.rows_landed) == (503, 503)
    with (landing.folder / name).open(encoding="utf-8", newline="") as stream:
        odd = [row["Symbol"] for row in csv.DictReader(stream) if not row["Founded"].isdigit()]
    assert landed.cells_emptied == len(odd) > 0
    assert [row["customer_id"] for row in rows_of(landed) if row["founded_on"] is None] == odd

"""Northwind and Chinook give the same segments in every engine that they exist for, to the row and to the cent."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kartoteka.cli.main import main
from support.databases import Database
from support.real_databases import load_script, sqlite_copy

Segments = dict[str, dict[str, str]]

INVOICES = {
    "sqlite": "SELECT i.InvoiceId AS order_id, CustomerId AS customer_id, InvoiceDate AS ordered_on, "
    "round(UnitPrice * Quantity, 2) AS amount FROM Invoice i JOIN InvoiceLine l ON l.InvoiceId = i.InvoiceId",
    "mariadb": "SELECT i.InvoiceId AS order_id, CustomerId AS customer_id, InvoiceDate AS ordered_on, "
    "UnitPrice * Quantity AS amount FROM Invoice i JOIN InvoiceLine l ON l.InvoiceId = i.InvoiceId",
    "postgresql": "SELECT invoice_id AS order_id, customer_id, invoice_date AS ordered_on, unit_price * quantity AS amount "
    "FROM invoice JOIN invoice_line USING (invoice_id)",
}
INVOICE_SUMS = {
    "sqlite": "SELECT CustomerId, printf('%.2f', sum(Total)) FROM Invoice GROUP BY 1",
    "mariadb": "SELECT CustomerId, sum(Total) FROM Invoice GROUP BY 1",
    "postgresql": "SELECT customer_id, sum(total) FROM invoice GROUP BY 1",
}
ORDERS = {
    "sqlite": "SELECT o.OrderID AS order_id, CustomerID AS customer_id, OrderDate AS ordered_on, "
    "round(d.UnitPrice * d.Quantity * (1 - d.Discount), 4) AS amount "
    "FROM Orders o JOIN [Order Details] d ON d.OrderID = o.OrderID",
    "postgresql": "SELECT order_id, customer_id, order_date AS ordered_on, "
    "round(d.unit_price::numeric * d.quantity * (1 - d.discount::numeric), 4) AS amount "
    "FROM orders o JOIN order_details d USING (order_id)",
}
ORDER_SUMS = {
    "sqlite": "SELECT CustomerID, printf('%.4f', sum(d.UnitPrice * d.Quantity * (1 - d.Discount))) "
    "FROM Orders o JOIN [Order Details] d ON d.OrderID = o.OrderID GROUP BY 1",
    "postgresql": "SELECT customer_id, sum(unit_price::numeric * quantity * (1 - discount::numeric)) "
    "FROM orders JOIN order_details USING (order_id) GROUP BY 1",
}


def segments(folder: Path, customers: Mapping[str, Any], orders: Mapping[str, Any], as_of: str) -> Segments:
    """What `kartoteka run` makes of it, by customer."""
    folder.mkdir(exist_ok=True)
    tiers = [
        {"name": "often", "every": "2 months", "for": "4 months"},
        {"name": "regular", "every": "3 months"},
        {"name": "seldom", "every": "1 year"},
    ]
    columns = ["customer_id", "loyalty", "loyalty_turnover", "loyalty_qualifying_orders", "value"]
    columns += [f"value_{measure}_score" for measure in ("recency", "frequency", "monetary")]
    export = [{"use": "csv", "path": "out.csv", "columns": columns, "delimiter": ",", "decimal": "."}]
    pipeline = {
        "sources": {"customers": {"use": "sql", **customers}, "orders": {"use": "sql", **orders}},
        "segments": {"loyalty": {"use": "frequency", "tiers": tiers}, "value": {"use": "rfm"}},
        "campaigns": {"everybody": {"channel": "none", "export": export}},
    }
    project = {"version": 1, "locale": "en", "timezone": "Europe/Warsaw", "currency": "USD", "pipelines": {"shop": pipeline}}
    with (folder / "kartoteka.yaml").open("w", encoding="utf-8") as stream:
        YAML().dump(project, stream)
    assert main(["run", "--project", str(folder), "--as-of", as_of]) == 0
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["customer_id"]: row for row in csv.DictReader(stream)}


def sums(database: Database, query: str) -> dict[str, Decimal]:
    return {str(key): Decimal(str(value)) for key, value in database.ask(query)}


def turnovers(found: Segments) -> dict[str, Decimal]:
    return {key: amount for key, row in found.items() if (amount := Decimal(row["loyalty_turnover"]))}


@pytest.fixture
def chinook(request: pytest.FixtureRequest) -> list[Database]:
    postgresql = Database("postgresql", request.getfixturevalue("new_database")())
    mariadb = Database("mariadb", request.getfixturevalue("new_mariadb")())
    load_script(postgresql, "chinook/Chinook_PostgreSql.sql")
    load_script(mariadb, "chinook/Chinook_MySql.sql")
    return [sqlite_copy("chinook/chinook.sqlite"), postgresql, mariadb]


def test_chinook(chinook: list[Database], tmp_path: Path) -> None:
    given = []
    for database in chinook:
        names = {"customer_id": "customer_id", "name": "last_name"}
        if database.backend != "postgresql":
            names = {"customer_id": "CustomerId", "name": "LastName"}
        customers = {
            "url": database.url,
            "table": "customer" if database.backend == "postgresql" else "Customer",
            "columns": names,
        }
        orders = {"url": database.url, "query": INVOICES[database.backend]}
        found = segments(tmp_path / database.backend, customers, orders, "2026-01-01")
        assert turnovers(found) == sums(database, INVOICE_SUMS[database.backend])
        given.append(found)
    assert len(given[0]) == 59
    assert len({row["loyalty"] for row in given[0].values()}) > 2
    assert given[0] == given[1] == given[2]


def test_northwind(new_database: Any, tmp_path: Path) -> None:
    sqlite = sqlite_copy("northwind/northwind.sqlite")
    postgresql = Database("postgresql", new_database())
    load_script(postgresql, "northwind/northwind_postgresql.sql")
    given = []
    for database in (sqlite, postgresql):
        names = {"customer_id": "CustomerID", "name": "CompanyName"}
        if database.backend == "postgresql":
            names = {"customer_id": "customer_id", "name": "company_name"}
        customers = {
            "url": database.url,
            "table": "customers" if database.backend == "postgresql" else "Customers",
            "columns": names,
        }
        orders = {"url": database.url, "query": ORDERS[database.backend]}
        found = segments(tmp_path / database.backend, customers, orders, "1998-05-10")
        assert turnovers(found) == sums(database, ORDER_SUMS[database.backend])
        given.append(found)
    # The copy in SQLite has two customers more, who never bought anything; they are the last in every ranking.
    more = given[0].keys() - given[1].keys()
    assert {given[0][key]["loyalty"] for key in more} == {"no-orders"}
    assert len(given[1]) == 91
    assert {key: given[0][key] for key in given[1]} == given[1]

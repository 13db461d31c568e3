"""A printing house in a fresh database: company, accounts, 600 customers and 700 orders, all through the server's API."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from support.tryton.rpc import Rpc, day, decimal

CUSTOMERS = 600
AS_OF = date(2026, 11, 30)


def seed(rpc: Rpc, customers: int) -> str:
    """Fill the database.

    Every third customer has one order, every third two, every third none, and every sixth one that was cancelled: 600 and 100
    of 600 customers.
    All of them go the server's own way, which takes a minute.

    Returns:
        The key for the REST interface.
    """
    company = _company(rpc)
    parties = rpc.make("party.party", *(_customer(number) for number in range(1, customers + 1)))
    addresses = {one["party"]: one["id"] for one in rpc.find("party.address", [["party", "in", parties]], ["party"])}
    currency = rpc.find("company.company", [["id", "=", company]], ["currency"])[0]["currency"]

    def sale(number: int, days_ago: int) -> dict[str, Any]:
        party = parties[number - 1]
        line = {"type": "line", "quantity": 2.0, "unit_price": decimal("225.25"), "description": "Ulotki"}
        return {
            "company": company,
            "party": party,
            "currency": currency,
            "sale_date": day((AS_OF - timedelta(days=days_ago)).isoformat()),
            "invoice_address": addresses[party],
            "shipment_address": addresses[party],
            "lines": [["create", [line]]],
        }

    bought = rpc.make("sale.sale", *(sale(number, days) for number, days in orders(customers)))
    for start in range(0, len(bought), 100):
        for step in ("quote", "confirm"):
            rpc(f"model.sale.sale.{step}", bought[start : start + 100])
    cancelled = rpc.make("sale.sale", *(sale(number, 3) for number in range(6, customers + 1, 6)))
    rpc("model.sale.sale.cancel", cancelled)
    (key,) = rpc.make("res.user.application", {"user": rpc.user, "application": "rest"})
    return str(rpc.find("res.user.application", [["id", "=", key]], ["key"])[0]["key"])


def orders(customers: int) -> list[tuple[int, int]]:
    """Customer number, and the days before the as-of date, of each order that was not cancelled."""
    return [(number, days) for number in range(1, customers + 1) for days in [(), (5,), (100, 10)][number % 3]]


def segment_of(number: int) -> str:
    """The segment of a customer, worked out by hand: who bought within two weeks is vip."""
    return "no-orders" if number % 3 == 0 else "vip"


def _customer(number: int) -> dict[str, Any]:
    return {
        "name": f"Drukarnia Klienta {number} sp. z o.o.",
        "code": f"K{number:04}",
        "addresses": [["create", [{"street_name": f"Prosta {number}", "city": "Łódź", "postal_code": "90-001"}]]],
        "contact_mechanisms": [["create", [{"type": "email", "value": f"biuro{number}@example.com"}]]],
    }


def _company(rpc: Rpc) -> int:
    (currency,) = rpc.make(
        "currency.currency",
        {
            "name": "złoty",
            "code": "PLN",
            "symbol": "zł",
            "rounding": decimal("0.01"),
            "digits": 2,
            "numeric_code": "985",
            "rates": [["create", [{"date": day("2020-01-01"), "rate": decimal(1)}]]],
        },
    )
    (party,) = rpc.make("party.party", {"name": "Drukarnia Żółw"})
    (company,) = rpc.make("company.company", {"party": party, "currency": currency})
    rpc.write("res.user", [rpc.user], {"companies": [["add", [company]]], "company": company, "company_filter": "one"})
    rpc.context = rpc("model.res.user.get_preferences", True)
    _accounts(rpc, company)
    return company


def _accounts(rpc: Rpc, company: int) -> None:
    """The chart of accounts that comes with the server, by its own wizard."""
    template = rpc("model.ir.model.data.get_id", "account.account_template_root_en")
    session, *_ = rpc("wizard.account.create_chart.create")
    chosen = {"account": {"account_template": template, "company": company}}
    rpc("wizard.account.create_chart.execute", session, chosen, "create_account")
    accounts = {
        kind: rpc.find(
            "account.account", [[f"type.{kind}", "=", True], ["company", "=", company], ["closed", "!=", True]], ["id"]
        )
        for kind in ("receivable", "payable", "revenue", "expense")
    }
    properties = {
        "company": company,
        "account_receivable": accounts["receivable"][0]["id"],
        "account_payable": accounts["payable"][0]["id"],
        "category_account_revenue": accounts["revenue"][0]["id"],
        "category_account_expense": accounts["expense"][0]["id"],
    }
    rpc("wizard.account.create_chart.execute", session, {**chosen, "properties": properties}, "create_properties")

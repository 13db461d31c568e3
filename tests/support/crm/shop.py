"""A small firm in the stand-in: customers with addresses, and a year of orders."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from support.crm.stand_in import StandIn

_FIELDS: dict[str, dict[str, tuple[str, str | None]]] = {
    "party.party": {
        **dict.fromkeys(("code", "name", "email", "phone", "rec_name"), ("char", None)),
        "id": ("integer", None),
        "active": ("boolean", None),
        "x_staff": ("integer", None),
        "x_budget": ("numeric", None),
        "x_since": ("timestamp", None),
        "lang": ("many2one", "ir.lang"),
        "tax_identifier": ("many2one", "party.identifier"),
        "addresses": ("one2many", "party.address"),
        "categories": ("many2many", "party.category"),
        "sale_price_list": ("many2one", "product.price_list"),
        "customer_payment_term": ("many2one", "account.invoice.payment_term"),
    },
    "ir.lang": {"code": ("char", None), "rec_name": ("char", None)},
    "party.category": {"name": ("char", None)},
    "party.contact_mechanism": dict.fromkeys(("id", "party", "name", "type", "value"), ("char", None)),
    "sale.sale": dict.fromkeys(("id", "party", "untaxed_amount", "currency", "state"), ("char", None)),
    "sale.line": dict.fromkeys(("id", "sale", "product", "quantity", "amount"), ("char", None)),
}


def firm(customers: int = 6) -> StandIn:
    """A stand-in with customers K1, K2, …; K1 has bought most lately."""
    crm = StandIn(fields={model: dict(fields) for model, fields in _FIELDS.items()})
    pln = crm.put("currency.currency", code="PLN")
    own = crm.put("party.party", name="Drukarnia Żółw", **_blank("own"))
    crm.put("company.company", party=own, currency=pln, rec_name="Drukarnia Żółw")
    company = next(iter(crm.tables["company.company"].values()))
    for number in range(1, customers + 1):
        party = customer(crm, f"K{number}")
        order(crm, party, date(2026, 11, 30 - number), Decimal("450.50"), company, pln)
    return crm


def customer(crm: StandIn, code: str, **values: Any) -> dict[str, Any]:
    """A party that is a customer."""
    mail = {"create_date": crm.now, "write_date": None, "active": True}
    given = {**_blank(code), "name": f"Firma {code}", "email": f"{code.lower()}@example.com", "contact_mechanisms": [mail]}
    return crm.put("party.party", **{**given, **values})


def order(crm: StandIn, party: Any, day: date, amount: Decimal, company: Any = None, currency: Any = None) -> dict[str, Any]:
    """A confirmed sale."""
    company = company or next(iter(crm.tables["company.company"].values()))
    currency = currency or next(iter(crm.tables["currency.currency"].values()))
    number = f"Z{len(crm.tables.get('sale.sale', {})) + 1}"
    return crm.put(
        "sale.sale",
        number=number,
        party=party,
        sale_date=day,
        untaxed_amount=amount,
        currency=currency,
        company=company,
        state="processing",
    )


def _blank(code: str) -> dict[str, Any]:
    place = {"street": "Prosta 1", "postal_code": "00-001", "city": "Warszawa", "subdivision": None}
    address = {**place, "country": {"id": 1, "code": "PL"}, "active": True, "write_date": None, "create_date": None}
    return {
        "code": code, "email": None, "phone": "+48 22 555 01 00", "tax_identifier": {"id": 1, "code": "856-734-62-15"},
        "addresses": [address], "categories": [], "contact_mechanisms": [], "identifiers": [], "sale_price_list": None,
        "customer_payment_term": None, "replaced_by": None, "lang": {"id": 1, "code": "pl", "rec_name": "Polski"},
        "x_staff": 12, "x_budget": Decimal("1234.5"), "x_since": None,
    }  # fmt: skip

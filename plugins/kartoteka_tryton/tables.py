"""What is read for customers, contacts and orders: models, fields, and which records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kartoteka import Day, Integer, Money, Number, Text
from kartoteka.crm import CrmColumn
from kartoteka_tryton.values import moment

_EVEN_INACTIVE = ["active", "in", [True, False]]


@dataclass(frozen=True, slots=True)
class Table:
    """One of our tables.

    Attributes:
        model: Whose records are its rows.
        key: The column of the record's id.
        columns: Those that it always has.
        domain: Which records.
        touching: Further models, as fields of the records, whose changes are changes of the row; those that can be
            deactivated are looked at all the same.
        parents: Records of which the row is a part: their changes are its own.
    """

    model: str
    key: str
    columns: Sequence[CrmColumn]
    domain: Sequence[Any]
    touching: Sequence[str] = ()
    parents: Sequence[str] = ()

    def changed(self, since: datetime) -> list[Any]:
        """Which records were made or changed at this moment or later."""
        at = [[["create_date", ">=", moment(since)]], [["write_date", ">=", moment(since)]]]
        own = [clause for (clause,) in at]
        below = [[name, "where", [_EVEN_INACTIVE, ["OR", *own]]] for name in self.touching]
        above = [[f"{name}.{field}", ">=", moment(since)] for name in self.parents for field in ("create_date", "write_date")]
        return ["OR", *own, *below, *above]


def table_of(name: str, options: Mapping[str, Any], company: int, company_parties: Sequence[int]) -> Table:
    """The table of that name.

    Args:
        name: `customers`, `contacts` or `orders`.
        options: Those of the source.
        company: Whose orders.
        company_parties: The parties that are companies of this database, and no customers.
    """
    own = [["id", "not in", list(company_parties)]] if company_parties else []
    number = options["customer_id"]
    match name:
        case "customers":
            return Table(
                "party.party",
                "party_id",
                [
                    CrmColumn("customer_id", number),
                    CrmColumn("party_id", "id", Integer),
                    CrmColumn("name", "name"),
                    CrmColumn("tax_id", "tax_identifier.code"),
                    CrmColumn("email", "email"),
                    CrmColumn("phone", "phone"),
                    CrmColumn("street", "addresses.street"),
                    CrmColumn("postal_code", "addresses.postal_code"),
                    CrmColumn("city", "addresses.city"),
                    CrmColumn("region", "addresses.subdivision.name"),
                    CrmColumn("country", "addresses.country.code"),
                    CrmColumn("categories", "categories.name", Text, "all"),
                ],
                [["active", "=", True], *own, *options["domain"]],
                touching=("addresses", "contact_mechanisms", "identifiers"),
            )
        case "contacts":
            return Table(
                "party.contact_mechanism",
                "contact_id",
                [
                    CrmColumn("contact_id", "id", Integer),
                    CrmColumn("customer_id", f"party.{number}"),
                    CrmColumn("name", "name"),
                    CrmColumn("email", "email"),
                    CrmColumn("phone", "phone"),
                ],
                [
                    ["active", "=", True],
                    ["party.active", "=", True],
                    ["type", "in", ["email", "phone", "mobile"]],
                    *([["party", "not in", list(company_parties)]] if company_parties else []),
                    *options["domain"],
                ],
                parents=("party",),
            )
        case _:
            return _lines(options, company) if options["lines"] else _sales(options, company)


def _sales(options: Mapping[str, Any], company: int) -> Table:
    return Table(
        "sale.sale",
        "sale_id",
        [
            CrmColumn("order_id", "order_id"),
            CrmColumn("sale_id", "id", Integer),
            CrmColumn("customer_id", f"party.{options['customer_id']}"),
            CrmColumn("ordered_on", "ordered_on", Day),
            CrmColumn("amount", "untaxed_amount", Money),
            CrmColumn("currency", "currency.code"),
            CrmColumn("status", "state"),
        ],
        [["company", "=", company], ["state", "in", options["states"]], *options["domain"]],
        touching=(),
        parents=("party",),
    )


def _lines(options: Mapping[str, Any], company: int) -> Table:
    return Table(
        "sale.line",
        "line_id",
        [
            CrmColumn("order_id", "order_id"),
            CrmColumn("line_id", "id", Integer),
            CrmColumn("customer_id", f"sale.party.{options['customer_id']}"),
            CrmColumn("ordered_on", "ordered_on", Day),
            CrmColumn("product", "product.rec_name"),
            CrmColumn("quantity", "quantity", Number),
            CrmColumn("amount", "amount", Money),
            CrmColumn("currency", "sale.currency.code"),
            CrmColumn("status", "sale.state"),
        ],
        [
            ["sale.company", "=", company],
            ["sale.state", "in", options["states"]],
            ["type", "=", "line"],
            *options["domain"],
        ],
        parents=("sale", "sale.party"),
    )

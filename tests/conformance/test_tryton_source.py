"""The source `tryton` meets what every source has to, before a stand-in for its server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from kartoteka.testing import SourceChecks
from support.crm.shop import customer, firm
from support.crm.stand_in import KEY, served

CUSTOM = {
    "customers": {"income": "numeric", "age": "integer", "consent_email": "boolean", "birth_date": "date"},
    "orders": {"quantity": "float"},
}
FAR_APART = timedelta(minutes=30)
"""More than a reading goes back behind the last change."""


class TestTryton(SourceChecks):
    plugin = "kartoteka_tryton.plugin"
    use = "tryton"
    secrets = (KEY,)
    many = 1_200
    exceptions = {
        "hostile_names": "a record of Tryton has the fields of its modules and no others",
    }

    @pytest.fixture(autouse=True)
    def _servers(self) -> Iterator[None]:
        with ExitStack() as self.servers:
            yield

    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        self.crm = self.servers.enter_context(served(firm(0)))
        custom = {name: kind for name, kind in CUSTOM[table].items() if name in rows.column_names or not rows.num_rows}
        model = "party.party" if table == "customers" else "sale.sale"
        self.crm.fields[model] |= {f"x_{name}": (kind, None) for name, kind in custom.items()} | {"number": ("char", None)}
        self.crm.fields[model] |= {"sale_date": ("date", None)}
        for row in rows.to_pylist():
            self.put(table, row)
        return {**self.server(self.crm.url), "custom_fields": {name: f"x_{name}" for name in custom}}

    def change(self, table: str, changed: pa.Table, deleted: Sequence[str]) -> None:
        self.crm.now += FAR_APART
        parties = {one["code"]: one for one in self.crm.tables["party.party"].values()}
        for row in changed.to_pylist():
            there = parties.get(row["customer_id"])
            if there is None:
                self.put(table, row)
            else:
                self.crm.change(there, **_party(row))
        for code in deleted:
            del self.crm.tables["party.party"][parties[code]["id"]]

    def put(self, table: str, row: Mapping[str, Any]) -> None:
        self.crm.now += FAR_APART
        if table == "customers":
            customer(self.crm, row["customer_id"], **_party(row))
            return
        (company,), (currency,) = (self.crm.tables[name].values() for name in ("company.company", "currency.currency"))
        self.crm.put(
            "sale.sale",
            number=row["order_id"],
            party=customer(self.crm, row["customer_id"]),
            sale_date=_day(row["ordered_on"]),
            untaxed_amount=row["amount"],
            x_quantity=row["quantity"],
            currency=currency,
            company=company,
            state="done",
        )

    def held(self) -> object:
        return {model: list(self.crm.tables.get(model, ())) for model in ("party.party", "sale.sale")}

    def missing(self) -> Mapping[str, Any]:
        return self.server("http://127.0.0.1:1")

    def server(self, url: str) -> dict[str, Any]:
        return {"url": url, "database": "crm", "key": KEY, "wait": 1}


def _party(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": row.get("name"), **{f"x_{name}": row[name] for name in CUSTOM["customers"] if name in row}}


def _day(moment: Any) -> Any:
    """A sale has a day and no time: that on which people there entered it."""
    return moment.astimezone(ZoneInfo("Europe/Warsaw")).date() if isinstance(moment, datetime) else moment

"""What a Tryton server has of customers' terms and lists, read by another way than the exporter's: for the shared checks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from support.crm.shop import customer, firm
from support.crm.stand_in import KEY, StandIn
from support.tryton.template import Tryton

PARENT, LIST = "Loyalty", "Best"
MODELS = ("party.category", "product.price_list", "account.invoice.payment_term", "marketing.email", "marketing.email.list")
"""What a write-back makes."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is set of a customer: what the price list and the payment term come to, whatever they are called."""

    category: str | None
    discount: Decimal | None
    payment_days: int | None


class Books(ABC):
    """The books of a server.

    Attributes:
        url: Of the server.
        key: For its REST interface.
    """

    url: str
    key: str

    @abstractmethod
    def clear(self) -> None:
        """Forget what was written back."""

    @abstractmethod
    def introduce(self, codes: Sequence[str]) -> None:
        """Have a party for each of these codes."""

    @abstractmethod
    def terms(self) -> dict[str, Terms]:
        """What is set, by code, of each party of which anything is."""

    @abstractmethod
    def members(self) -> list[str]:
        """Who is on the list."""

    @abstractmethod
    def held(self) -> object:
        """All that a write-back may change."""


class BooksOfStandIn(Books):
    """Those of the stand-in, from its memory."""

    def __init__(self, crm: StandIn) -> None:
        self._crm = crm
        self.url, self.key = crm.url, KEY

    def clear(self) -> None:
        fresh = firm(0)
        self._crm.tables = fresh.tables
        self._crm.now = fresh.now

    def introduce(self, codes: Sequence[str]) -> None:
        there = {one["code"] for one in self._crm.tables["party.party"].values()}
        for code in codes:
            if code not in there:
                customer(self._crm, code)

    def terms(self) -> dict[str, Terms]:
        return {code: terms for code, terms in self._every().items() if terms != Terms(None, None, None)}

    def members(self) -> list[str]:
        return [one["email"] for one in self._crm.tables.get("marketing.email", {}).values()]

    def held(self) -> object:
        return {"terms": self._every(), "members": self.members(), **{name: self._names(name) for name in MODELS}}

    def _every(self) -> dict[str, Terms]:
        return {one["code"]: self._terms(one) for one in self._crm.tables["party.party"].values()}

    def _terms(self, party: dict[str, Any]) -> Terms:
        (category,) = party["categories"] or [None]
        prices, term = party["sale_price_list"], party["customer_payment_term"]
        formula = None if prices is None else _made(prices["lines"])["formula"]
        days = None if term is None else _made(_made(term["lines"])["relativedeltas"])["days"]
        return Terms(None if category is None else category["name"], _discount(formula), days)

    def _names(self, model: str) -> list[str]:
        return [one.get("name") or one["email"] for one in self._crm.tables.get(model, {}).values()]


class BooksOfTryton(Books):
    """Those of a real server, through its own interface for its clients."""

    def __init__(self, tryton: Tryton) -> None:
        self._rpc = tryton.rpc
        self.url, self.key = tryton.url, tryton.key

    def clear(self) -> None:
        fields = ("categories", "sale_price_list", "customer_payment_term")
        ids = [one["id"] for one in self._find("party.party", *fields) if any(one[field] for field in fields)]
        if ids:
            every = [one["id"] for one in self._find("party.category", "name")]
            nothing = {"categories": [["remove", every]], "sale_price_list": None, "customer_payment_term": None}
            self._rpc.write("party.party", ids, nothing)
        for model in ("marketing.email", "marketing.email.list", *MODELS[1:3]):
            self._delete(model, [])
        self._delete("party.category", [["parent", "!=", None]])
        self._delete("party.category", [])

    def introduce(self, codes: Sequence[str]) -> None:
        there = {one["code"] for one in self._rpc.find("party.party", [["code", "in", list(codes)]], ["code"])}
        missing = [{"name": "Drukarnia", "code": code} for code in codes if code not in there]
        if missing:
            self._rpc.make("party.party", *missing)

    def terms(self) -> dict[str, Terms]:
        names = {one["id"]: one["name"] for one in self._rpc.find("party.category", [], ["name"])}
        formulas = {one["price_list"]: one["formula"] for one in self._find("product.price_list.line", "price_list", "formula")}
        lines = {one["id"]: one["payment"] for one in self._find("account.invoice.payment_term.line", "payment")}
        deltas = self._find("account.invoice.payment_term.line.delta", "line", "days")
        days = {lines[one["line"]]: one["days"] for one in deltas}
        fields = ("code", "categories", "sale_price_list", "customer_payment_term")
        found: dict[str, Terms] = {}
        for one in self._find("party.party", *fields):
            (category,) = one["categories"] or [None]
            prices, term = one["sale_price_list"], one["customer_payment_term"]
            formula = None if prices is None else formulas[prices]
            terms = Terms(
                None if category is None else names[category], _discount(formula), None if term is None else days[term]
            )
            if terms != Terms(None, None, None):
                found[one["code"]] = terms
        return found

    def members(self) -> list[str]:
        return [str(one["email"]) for one in self._find("marketing.email", "email")]

    def held(self) -> object:
        written = {one["code"]: str(one["write_date"]) for one in self._find("party.party", "code", "write_date")}
        counts = {model: self._rpc(f"model.{model}.search_count", []) for model in MODELS}
        return {"terms": self.terms(), "members": self.members(), **counts, "written": written}

    def _find(self, model: str, *fields: str) -> list[dict[str, Any]]:
        return self._rpc.find(model, [], fields)

    def _delete(self, model: str, domain: Sequence[Any]) -> None:
        ids = [one["id"] for one in self._rpc.find(model, domain, ["id"])]
        if ids:
            self._rpc(f"model.{model}.delete", ids)


def _made(commands: Sequence[Any]) -> dict[str, Any]:
    """The one record that a field is told to make."""
    ((_, (values,)),) = commands
    assert isinstance(values, dict)
    return values


def _discount(formula: str | None) -> Decimal | None:
    """In percent: `unit_price * 0.8` is 20."""
    return None if formula is None else 100 - 100 * Decimal(formula.removeprefix("unit_price * "))

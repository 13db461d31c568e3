"""What can be set of a party: categories, price lists, payment terms; and mailing lists."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kartoteka import InputError
from kartoteka import gettext as _
from kartoteka_tryton.server import Server

MODELS = {
    "category": "party.category",
    "discount": "product.price_list",
    "payment_days": "account.invoice.payment_term",
    "list": "marketing.email.list",
}
FIELDS = {"discount": "sale_price_list", "payment_days": "customer_payment_term"}
"""The fields of a party in which they are set; categories are set in `categories`."""


class Choices:
    """The records by their names; of two with one name the first that was made.

    Args:
        server: Where they are.
        parent: The category beneath which those of the segments are; None where none are written.
        create: Whether it is made where it is missing.
    """

    def __init__(self, server: Server, parent: str | None, create: bool) -> None:
        self._server = server
        self._parent_name = parent
        self._create = create
        self._ids: dict[str, dict[str, int]] = {}
        self._parent_id: int | None = None

    def ids(self, target: str) -> dict[str, int]:
        """The ids of all that can be set, by name."""
        if target not in self._ids:
            domain: list[Any] = []
            if target == "category":
                domain = [["parent", "=", self.parent() or -1]]
            elif target == "discount":
                domain = [["company", "=", self._server.company]]
            found = self._server.search(MODELS[target], domain, ["name"])
            self._ids[target] = {record["name"]: int(record["id"]) for record in reversed(found)}
        return self._ids[target]

    def parent(self) -> int | None:
        """The parent category; None where there is none and one may be made.

        Raises:
            InputError: There is none, and none is to be made.
        """
        if self._parent_id is None:
            domain = [["name", "=", self._parent_name], ["parent", "=", None]]
            found = self._server.search(MODELS["category"], domain, ["id"], 1)
            if found:
                self._parent_id = int(found[0]["id"])
            elif not self._create:
                raise InputError(
                    _("{server} has no category {name!r} at the top", server=self._server.name, name=self._parent_name),
                    hint=_("Make it there, or set `create: true`."),
                )
        return self._parent_id

    def create(self, target: str, name: str, value: str) -> None:
        """Make one."""
        if target == "category" and self.parent() is None:
            self._parent_id = self._server.create(MODELS[target], {"name": self._parent_name})
        self.ids(target)[name] = self._server.create(MODELS[target], self._values(target, name, value))

    def _values(self, target: str, name: str, value: str) -> dict[str, Any]:
        match target:
            case "category":
                return {"name": name, "parent": self._parent_id}
            case "discount":
                left = (100 - Decimal(value)) / 100
                line = {"formula": f"unit_price * {left.normalize():f}"}
                own = {"company": self._server.company, "price": "list_price", "unit": "product_default"}
                return {"name": name, **own, "lines": [["create", [line]]]}
            case "payment_days":
                delta = {"days": int(value)}
                return {"name": name, "lines": [["create", [{"type": "remainder", "relativedeltas": [["create", [delta]]]}]]]}
            case _:
                return {"name": name}

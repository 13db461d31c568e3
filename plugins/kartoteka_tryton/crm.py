"""Tryton as a write-back sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from kartoteka import gettext as _
from kartoteka.crm import Crm, Held, Member, Refused, Write
from kartoteka_tryton.choices import FIELDS, Choices
from kartoteka_tryton.schema import require_fields
from kartoteka_tryton.server import Record, Server

_EVEN_INACTIVE = ["active", "in", [True, False]]


class TrytonCrm(Crm):
    """A database of a server.

    Args:
        server: Spoken to.
        choices: What can be set.
        number: Which field of a party is the customer_id: `code` or `id`.
    """

    def __init__(self, server: Server, choices: Choices, number: str) -> None:
        self._server = server
        self._choices = choices
        self._number = number

    def held(self, customer_ids: Sequence[str], targets: Collection[str]) -> Mapping[str, Held]:
        paths = ["id", "code", "active", "replaced_by.code", "replaced_by.id"]
        if "category" in targets:
            paths += ["categories.name", "categories.parent"]
        paths += [f"{FIELDS[target]}.name" for target in targets if target in FIELDS]
        numbers: list[Any] = list(customer_ids)
        if self._number == "id":
            numbers = [int(one) for one in customer_ids if one.isascii() and one.isdecimal()]
        found = self._server.search("party.party", [[self._number, "in", numbers], _EVEN_INACTIVE], paths)
        parent = self._choices.parent() if "category" in targets else None
        return {str(record[self._number]): self._held(record, targets, parent) for record in found}

    def existing(self, target: str) -> Collection[str]:
        if target in FIELDS:
            require_fields(self._server, "party.party", [FIELDS[target]])
        return self._choices.ids(target).keys()

    def create(self, target: str, name: str, value: str) -> None:
        self._choices.create(target, name, value)

    def write(self, writes: Sequence[Write]) -> Iterator[str | None]:
        for one in writes:
            try:
                self._server.update("party.party", one.held.record, self._values(one))
            except Refused as error:
                if error.status in (401, 403):  # it is not this customer that is refused, but we
                    raise
                yield error.reason
            else:
                yield None

    def members(self, name: str) -> Mapping[str, Member]:
        domain = [["list_", "=", self._choices.ids("list")[name]], _EVEN_INACTIVE]
        members: dict[str, Member] = {}
        for page in self._server.pages("marketing.email", domain, ["email", "active"], 1000):
            members |= {one["email"].lower(): Member(str(one["id"]), bool(one["active"])) for one in page}
        return members

    def join(self, name: str, address: str) -> None:
        self._server.create("marketing.email", {"list_": self._choices.ids("list")[name], "email": address})

    def leave(self, name: str, member: Member) -> None:
        self._server.delete("marketing.email", member.record)

    def close(self) -> None:
        self._server.close()

    def _held(self, record: Record, targets: Collection[str], parent: int | None) -> Held:
        names: dict[str, Sequence[str]] = {}
        for target in targets:
            if target == "category":
                ours = [one["name"] for one in record["categories"] if parent is not None and one["parent"] == parent]
                names[target] = sorted(ours)
            else:
                chosen = record[FIELDS[target]]
                names[target] = [] if chosen is None else [chosen["name"]]
        return Held(str(record["id"]), names, self._why_not(record))

    def _why_not(self, record: Record) -> str | None:
        other = record["replaced_by"]
        if other is not None:
            return _("the party was merged into {party}", party=other["code"] or other["id"])
        return None if record["active"] else _("the party is not active any more")

    def _values(self, write: Write) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for target, name in write.after.items():
            ids = self._choices.ids(target)
            if target == "category":
                gone = [ids[one] for one in write.held.names[target] if one != name and one in ids]
                values["categories"] = [["remove", gone], ["add", [] if name is None else [ids[name]]]]
            else:
                values[FIELDS[target]] = None if name is None else ids[name]
        return values

"""A Tryton server, spoken to over its REST interface (since Tryton 8.0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from kartoteka import InputError
from kartoteka import gettext as _
from kartoteka.crm import CrmClient, Patience, by_key
from kartoteka_tryton.values import decode, packed

Domain = Sequence[Any]
Record = Mapping[str, Any]


def server_name(options: Mapping[str, Any]) -> str:
    """The database and its server, as people name them."""
    return f"Tryton {options['database']} at {urlsplit(options['url']).netloc}"


class Server:
    """One database of a server, seen by one company.

    Args:
        options: Those of `ServerOptions`.

    Raises:
        InputError: There is no such company, or more than one to choose from.
        Refused: The server does not take the key.
        Unreachable: It does not answer.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.name = server_name(options)
        self.client = CrmClient(
            f"{options['url'].rstrip('/')}/{options['database']}/rest/model/",
            name=self.name,
            headers={"Authorization": f"Bearer {options['key']}"},
            secrets=[options["key"]],
            patience=Patience(total=options["wait"]),
            decode=decode,
        )
        self._context: dict[str, Any] = {}
        try:
            self.company = self._find_company(options["company"])
        except BaseException:
            self.close()
            raise
        self._context = {"company": self.company}

    def search(
        self, model: str, domain: Domain, fields: Sequence[str], limit: int | None = None, order: str = "id"
    ) -> Sequence[Record]:
        """Records with these fields (`party.code` is that of the party), sorted by one of their own."""
        params = {"d": packed(domain), "f": list(fields), "o": packed([[order, "ASC"]])}
        return self._send("GET", model, params={**params, **({} if limit is None else {"s": limit})}) or []

    def pages(self, model: str, domain: Domain, fields: Sequence[str], size: int) -> Iterator[Sequence[Record]]:
        """All of them, page by page, by their ids."""

        def fetch(last: int | None) -> Sequence[Record]:
            return self.search(model, domain if last is None else [["id", ">", last], domain], fields, size)

        return by_key(fetch, lambda record: int(record["id"]))

    def count(self, model: str, domain: Domain) -> int:
        """How many records there are."""
        return int(self._send("POST", f"{model}/search_count", body={"domain": domain}, repeatable=True))

    def create(self, model: str, values: Record) -> int:
        """A new record, and its id."""
        return int(self._send("POST", model, params={"f": "id"}, body=values)["id"])

    def update(self, model: str, record: str, values: Record) -> None:
        """Change a record."""
        self._send("PUT", f"{model}/{record}", params={"f": "id"}, body=values)

    def delete(self, model: str, record: str) -> None:
        """Remove a record."""
        self._send("DELETE", f"{model}/{record}")

    def now(self) -> datetime:
        """What time it is there."""
        self.search("company.company", [["id", "=", self.company]], ["id"])
        return self.client.server_time.astimezone(UTC)

    def close(self) -> None:
        self.client.close()

    def _send(self, method: str, path: str, **request: Any) -> Any:
        params = {**request.pop("params", {})}
        return self.client.send(method, path, params=params, headers={"X-Tryton-Context": packed(self._context)}, **request)

    def _find_company(self, name: str | None) -> int:
        found = {record["party"]["name"]: int(record["id"]) for record in self.search("company.company", [], ["party.name"])}
        there = ", ".join(map(repr, found)) or _("none that the key's user may see")
        if name is None and len(found) != 1:
            raise InputError(
                _("{server} has more than one company, or none: {there}", server=self.name, there=there),
                hint=_("Name one as `company`."),
            )
        if name is not None and name not in found:
            raise InputError(
                _("{server} has no company {name!r}; there are: {there}", server=self.name, name=name, there=there)
            )
        return next(iter(found.values())) if name is None else found[name]

"""A stand-in for a Tryton server on loopback: its REST interface over records in memory, with faults on demand."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kartoteka_tryton.values import decode, moment
from support.crm.domains import fits

KEY = "a-secret-key-of-the-stand-in"

Answer = tuple[int, dict[str, str], bytes]
Fault = Callable[[str, str], Answer | str | None]
"""Is shown each request, method and path with its domain. Gives an answer to send instead, `cut` to break off in the middle of
the real one, or None."""


@dataclass
class StandIn:
    """The records by model and id. Each request is written down as method and path."""

    tables: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    fault: Fault | None = None
    refuse: Callable[[str, dict[str, Any]], str | None] = lambda model, values: None
    fields: dict[str, dict[str, tuple[str, str | None]]] = field(default_factory=dict)
    now: datetime = datetime(2026, 11, 30, 12, tzinfo=UTC)
    url: str = ""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def put(self, model: str, **values: Any) -> dict[str, Any]:
        """A new record; a field that holds another record is linked to it."""
        self.now += timedelta(seconds=1)
        record = {"id": next(self._numbers), "active": True, "create_date": self.now, "write_date": None, **values}
        self.tables.setdefault(model, {})[record["id"]] = record
        return record

    def change(self, record: dict[str, Any], **values: Any) -> None:
        """A record changed by somebody there."""
        self.now += timedelta(seconds=1)
        record.update(values, write_date=self.now)

    def writes(self) -> list[str]:
        """The requests that changed something."""
        return [one for one in self.requests if not one.startswith("GET") and "search_count" not in one]

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> Any:
        model, *rest = path.split("/")
        table = self.tables.setdefault(model, {})
        if method == "GET" and model == "ir.model.field":
            domain = _unpacked(query["d"][0])
            known = self.fields[domain[0][2]]
            return [{"id": 1, "name": name, "ttype": kind, "relation": to} for name, (kind, to) in known.items()]
        if method == "GET":
            domain = _unpacked(query["d"][0])
            found = sorted((one for one in table.values() if fits(one, domain)), key=lambda one: one["id"])
            limit = int(query["s"][0]) if "s" in query else None
            return [_shown(one, query["f"]) for one in found[:limit]]
        if rest == ["search_count"]:
            return sum(fits(one, body["domain"]) for one in table.values())
        if method == "POST":
            return _shown(self.put(model, **self._linked(model, body)), ["id"])
        record = table[int(rest[0])]
        if method == "DELETE":
            del table[record["id"]]
            return None
        self.change(record, **self._linked(model, body, record))
        return _shown(record, ["id"])

    def _linked(self, model: str, values: dict[str, Any], record: dict[str, Any] | None = None) -> dict[str, Any]:
        """Values as they are kept: ids as the records that they name."""
        reason = self.refuse(model, record or values)
        if reason is not None:
            raise _Refusal(reason)
        kept = dict(values)
        for name, to in _LINKS.items():
            if kept.get(name) is not None:
                kept[name] = self.tables[to][kept[name]]
        for name in ("sale_price_list", "customer_payment_term", "replaced_by"):
            if model == "party.party" and record is None:
                kept.setdefault(name, None)
        if "categories" in kept and record is not None:
            now = {one["id"]: one for one in record["categories"]}
            for what, ids in kept["categories"]:
                for one in ids:
                    now.pop(one, None) if what == "remove" else now.update({one: self.tables["party.category"][one]})
            kept["categories"] = list(now.values())
        return kept


_LINKS = {
    "sale_price_list": "product.price_list",
    "customer_payment_term": "account.invoice.payment_term",
    "parent": "party.category",
    "list_": "marketing.email.list",
}


class _Refusal(Exception):
    pass


def _unpacked(text: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(text), object_hook=decode)


def _shown(record: dict[str, Any], paths: list[str]) -> dict[str, Any]:
    """The fields that are asked for, those of linked records beneath their own."""
    shown: dict[str, Any] = {"id": record.get("id", 0)}
    for path in paths:
        name, _, below = path.partition(".")
        _merge(shown, name, _part(record[name], below))
    return shown


def _part(value: Any, below: str) -> Any:
    if isinstance(value, list):
        return [_part(one, below) for one in value]
    if isinstance(value, dict):
        return _shown(value, [below]) if below else value["id"]
    return value


def _merge(into: dict[str, Any], name: str, part: Any) -> None:
    held = into.get(name)
    if isinstance(held, dict) and isinstance(part, dict):
        for key, value in part.items():
            _merge(held, key, value)
    elif isinstance(held, list) and held and isinstance(held[0], dict):
        for one, other in zip(held, part, strict=True):
            for key, value in other.items():
                _merge(one, key, value)
    else:
        into[name] = part


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, Decimal):
        return {"__class__": "Decimal", "decimal": str(value)}
    return {"__class__": "date", "year": value.year, "month": value.month, "day": value.day}


@contextmanager
def served(stand_in: StandIn) -> Iterator[StandIn]:
    """The stand-in behind a port of its own, for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            split = urlsplit(self.path)
            query = parse_qs(split.query)
            path = split.path.removeprefix("/crm/rest/model/")
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length), object_hook=decode) if length else None
            domain = json.dumps(_unpacked(query["d"][0]), default=str) if "d" in query else ""
            stand_in.requests.append(f"{self.command} {path}")
            made = stand_in.fault(f"{self.command} {path}", domain) if stand_in.fault else None
            if isinstance(made, tuple):
                self._send(*made)
            elif self.headers["Authorization"] != f"Bearer {KEY}":
                self._send(401, {}, b"<h1>Unauthorized</h1>")
            else:
                try:
                    told = stand_in.answer(self.command, path, query, body)
                except _Refusal as refusal:
                    self._send(400, {}, json.dumps(["UserError", [str(refusal), ""]]).encode())
                    return
                content = b"" if told is None else json.dumps(told, default=_encoded).encode()
                self._send(200, {}, content, cut=made == "cut")

        do_GET = do_POST = do_PUT = do_DELETE = do  # noqa: N815  # the names are http.server's

        def _send(self, status: int, headers: dict[str, str], content: bytes, *, cut: bool = False) -> None:
            self.send_response_only(status)
            sent = {"Date": f"{stand_in.now:%a, %d %b %Y %H:%M:%S} GMT", "Content-Length": str(len(content)), **headers}
            for name, value in sent.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if cut else content)
            self.close_connection = True

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stand_in
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""Customers, contacts and orders out of a Tryton server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from kartoteka.crm import CrmColumn, CrmSource
from kartoteka_tryton.options import TrytonSourceOptions
from kartoteka_tryton.records import DERIVED, derived
from kartoteka_tryton.schema import custom_columns, require_fields
from kartoteka_tryton.server import Server, server_name
from kartoteka_tryton.tables import Table, table_of


class TrytonSource(CrmSource):
    """Parties as customers, their e-mail addresses and telephone numbers as contacts, sales as orders: `pip install
    'kartoteka[crm]'`.

    What is read depends on whether it stands under `customers`, `contacts` or `orders`. After the first time only what was made
    or changed since is asked for; where records were deleted, or left what `domain` and `states` select, the number of records
    tells, and all are read again. Amounts are without taxes.
    """

    Options = TrytonSourceOptions

    def crm_name(self) -> str:
        return server_name(self.options)

    def key(self) -> Sequence[str]:
        return [self._table.key]

    def crm_columns(self) -> Sequence[CrmColumn]:
        return [*self._table.columns, *self._custom]

    @cached_property
    def _custom(self) -> Sequence[CrmColumn]:
        table = self._table
        derivations = DERIVED[table.model]
        require_fields(self._server, table.model, [one.path for one in table.columns if one.path not in derivations])
        return custom_columns(self._server, table.model, self.options["custom_fields"])

    def pages(self, since: datetime | None) -> Iterable[Sequence[Mapping[str, Any]]]:
        table = self._table
        domain = table.domain if since is None else [table.domain, table.changed(since)]
        return self._pages(table, domain)

    def changed_at(self, record: Mapping[str, Any]) -> datetime | None:
        moments = [record.get("create_date"), record.get("write_date")]
        return max((moment for moment in moments if moment is not None), default=None)

    def count(self) -> int | None:
        table = self._table
        return self._server.count(table.model, table.domain)

    def now(self) -> datetime:
        return self._server.now()

    def overlap(self) -> timedelta:
        period = self.options["overlap"]
        if period is None:
            return super().overlap()
        return timedelta(days=period.at_most_days())

    def _pages(self, table: Table, domain: Sequence[Any]) -> Iterator[Sequence[Mapping[str, Any]]]:
        derivations = DERIVED[table.model]
        paths = [one.path for one in self.crm_columns() if one.path not in derivations]
        paths += [path for needed in derivations.values() for path in needed]
        fields = list(dict.fromkeys([*paths, "create_date", "write_date"]))
        zone = ZoneInfo(self.context.timezone)
        for page in self._server.pages(table.model, domain, fields, self.options["page"]):
            yield [derived(table.model, record, zone) for record in page]

    @property
    def _server(self) -> Server:
        """One connection for all sources of a server."""
        shared = [self.options[name] for name in ("url", "database", "key", "company", "wait")]
        return self.context.connections.get(f"tryton {shared}", lambda: Server(self.options))

    @cached_property
    def _table(self) -> Table:
        server = self._server
        parties = [int(one["party"]["id"]) for one in server.search("company.company", [], ["party.id"])]
        return table_of(self.context.step, self.options, server.company, parties)

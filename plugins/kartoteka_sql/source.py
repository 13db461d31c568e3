"""Customers, contacts and orders out of a table or a query of a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from kartoteka import IncrementalSource, InputError, Problem
from kartoteka import gettext as _
from kartoteka_sql.reading import SqlChanges
from kartoteka_sql.selection import Mistake, Selection, select
from kartoteka_sql.snapshot import Snapshot, open_snapshot
from kartoteka_sql.source_options import SqlSourceOptions
from kartoteka_sql.url import database_url, shown_database, told_by


class SqlSource(IncrementalSource):
    """Reads a table or a query as a stream.

    All sources of a run that name the same `url` see one state of the database, in a transaction that only reads. Numbers,
    days and whatever else a database holds arrive as it spells them, without zeros at the end of decimals.
    """

    Options = SqlSourceOptions

    def problems(self) -> Iterable[Problem]:
        try:
            self._selection()
        except Mistake as mistake:
            yield self.option_problem([mistake.option], mistake.message, mistake.hint)

    def columns(self) -> Sequence[str]:
        return [column.name for column in self._selected().columns]

    def key(self) -> Sequence[str]:
        return self._selected().key

    def version(self) -> str | None:
        if self.options["watermark"] is None:
            return None
        snapshot = self._snapshot()
        name = f"version {self._name}"
        if name not in snapshot.remembered:
            snapshot.remembered[name] = self.read(None).state()
        told: str | None = snapshot.remembered[name]
        return told

    def read(self, cursor: str | None) -> SqlChanges:
        return SqlChanges(self._snapshot(), self._selected(), cursor, self._shown)

    def _selected(self) -> Selection:
        try:
            return self._selection()
        except Mistake as mistake:
            raise InputError(
                _("`{option}` of {shown}: {message}", option=mistake.option, shown=self._shown, message=mistake.message),
                hint=mistake.hint,
            ) from None

    def _selection(self) -> Selection:
        snapshot = self._snapshot()
        if self._name not in snapshot.remembered:
            try:
                snapshot.remembered[self._name] = select(snapshot, self.options)
            except sa.exc.SQLAlchemyError as error:
                raise InputError(
                    _("{shown} cannot be asked ({told})", shown=self._shown, told=told_by(error, snapshot.url))
                ) from error
        found: Selection = snapshot.remembered[self._name]
        return found

    def _snapshot(self) -> Snapshot:
        url = database_url(self.options["url"], self.context.project)
        shown = shown_database(url, self.context.project)
        name = f"sql {url.render_as_string(hide_password=False)}"
        return self.context.connections.get(name, lambda: open_snapshot(url, shown))

    @property
    def _name(self) -> str:
        return repr([self.options[name] for name in ("table", "schema", "query", "watermark", "key")])

    @property
    def _shown(self) -> str:
        url = database_url(self.options["url"], self.context.project)
        table = ".".join(part for part in (self.options["schema"], self.options["table"]) if part)
        database = shown_database(url, self.context.project)
        return (
            _("table {table} of {database}", table=table, database=database)
            if table
            else _("the query of {database}", database=database)
        )

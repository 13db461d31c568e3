"""What a source reads, found and checked before the run: a table or a query, its columns, its key, its watermark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from kartoteka import gettext as _
from kartoteka_sql.column import Column
from kartoteka_sql.names import nearest, quoted
from kartoteka_sql.query import NotReading, checked_query
from kartoteka_sql.snapshot import Snapshot
from kartoteka_sql.tables_there import known_tables, unique_keys
from kartoteka_sql.url import told_by


@dataclass(frozen=True, slots=True)
class Mistake(Exception):
    """An option that the database does not bear out."""

    option: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What is read.

    Attributes:
        relation: The table's quoted name, or the query in parentheses.
        columns: All of them, in order.
        key: The columns that name a row; none where it is read whole each time.
        unique: Whether the database itself holds the key to be unique.
        watermark: The column that grows; None where it is read whole each time.
    """

    relation: str
    columns: Sequence[Column]
    key: Sequence[str] = ()
    unique: bool = False
    watermark: Column | None = None


def select(snapshot: Snapshot, options: Mapping[str, Any]) -> Selection:
    """Find what the options name.

    Raises:
        Mistake: The database has no such thing, or refuses it.
    """
    relation = _table(snapshot, options) if options["query"] is None else _query(snapshot, options["query"])
    option = "table" if options["query"] is None else "query"
    try:
        columns = snapshot.describe(relation)
    except sa.exc.DBAPIError as error:
        if error.connection_invalidated:
            raise
        told = told_by(error, snapshot.url)
        raise Mistake(
            option, _("the database refuses it: {told}", told=told), _("Mend it, or ask for the right to read it.")
        ) from None
    names = [column.name for column in columns]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Mistake(option, _("it has two columns {twice!r}", twice=twice), _("Give one of them another name: select … as …"))
    _check_named(options, names)
    if options["watermark"] is None:
        return Selection(relation, columns)
    keys = [] if options["table"] is None else unique_keys(sa.inspect(snapshot.connection), options["table"], options["schema"])
    key = options["key"] or (keys[0] if keys and keys[0] else ())
    if not key:
        why = _("a query has no primary key") if options["table"] is None else _("the table has no primary key")
        hint = _("Name the columns that name a row: key: [order_id]. Without `watermark`, no key is needed.")
        raise Mistake("watermark", _("changed rows cannot be put in: {why}", why=why), hint)
    unique = any(one and set(one) <= set(key) for one in keys)
    return Selection(relation, columns, tuple(key), unique, columns[names.index(options["watermark"])])


def _table(snapshot: Snapshot, options: Mapping[str, Any]) -> str:
    name, schema = options["table"], options["schema"]
    inspector = sa.inspect(snapshot.connection)
    if schema is not None:
        schemas = inspector.get_schema_names()
        if schema not in schemas:
            raise Mistake("schema", _("there is no schema {schema!r}", schema=schema), nearest(schema, schemas))
    if not inspector.has_table(name, schema=schema):
        raise Mistake(
            "table", _("there is no table or view {name!r}", name=name), "\n  ".join(_elsewhere(inspector, name, schema))
        )
    return quoted(snapshot.dialect, schema, name)


def _elsewhere(inspector: sa.Inspector, name: str, schema: str | None) -> Iterator[str]:
    first, dot, rest = name.partition(".")
    if dot and schema is None and first in inspector.get_schema_names() and inspector.has_table(rest, schema=first):
        yield _("Write schema: {first} and table: {rest}.", first=first, rest=rest)
        return
    for other in inspector.get_schema_names():
        if other != schema and other not in ("information_schema", "pg_catalog") and inspector.has_table(name, schema=other):
            yield _("There is one in another schema: schema: {other}", other=other)
            return
    yield nearest(name, known_tables(inspector, schema))


def _query(snapshot: Snapshot, query: str) -> str:
    try:
        text = checked_query(query, snapshot.url.get_backend_name())
    except NotReading as error:
        raise Mistake("query", _("this is not a query that only reads: {error}", error=error), _("Write one SELECT.")) from None
    return f"(\n{text}\n)"  # a comment at its end must not hide the parenthesis


def _check_named(options: Mapping[str, Any], names: Sequence[str]) -> None:
    named = [("watermark", options["watermark"])] if options["watermark"] is not None else []
    for option, name in [*named, *(("key", name) for name in options["key"] or ())]:
        if name not in names:
            raise Mistake(option, _("there is no column {name!r}", name=name), nearest(name, names))

"""Write what differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from kartoteka import gettext as _
from kartoteka import ngettext, number_in_words
from kartoteka_sql.upsert.compare import Row, Writes, where_keys
from kartoteka_sql.upsert.target import Target, Unfit


class Writer:
    """Adds, changes and removes rows within one transaction."""

    def __init__(self, connection: sa.Connection, target: Target) -> None:
        self.connection, self.target = connection, target
        self._insert = _insert(target, connection.dialect.name)
        self._update = _update(target)

    def put(self, writes: Writes) -> None:
        """Write a chunk.

        Raises:
            Unfit: A row cannot be added, since a column of the table may not stay empty.
        """
        if writes.new:
            refuse_new(self.target, len(writes.new))
            keys = self.target.table.columns.keys()
            self.connection.execute(self._insert, [dict(zip(keys, row, strict=True)) for row in writes.new])
        if writes.changed and self._update is not None:
            self.connection.execute(self._update, [self._changed(row) for row in writes.changed])

    def drop(self, keys: Sequence[Row]) -> None:
        """Remove the rows of some keys."""
        self.connection.execute(sa.delete(self.target.table).where(where_keys(self.target, keys)))

    def _changed(self, row: Row) -> dict[str, Any]:
        names = [_bound_name(column, at in self.target.key) for at, column in enumerate(self.target.columns)]
        return dict(zip(names, row, strict=True))


def refuse_new(target: Target, rows: int) -> None:
    """Tell why rows cannot be added, where they cannot.

    Raises:
        Unfit: They cannot.
    """
    if rows and target.stays_empty:
        message = ngettext(
            "{number} row of the list is not there yet, and {problems}",
            "{number} rows of the list are not there yet, and {problems}",
            rows,
            number=number_in_words(rows),
            problems="; ".join(target.stays_empty),
        )
        hint = _("Let the campaign select only customers who are there, or name the missing `columns`.")
        raise Unfit(message, hint)


def _bound_name(column: sa.Column[Any], in_key: bool) -> str:
    # The plain name of a column's key is kept by SQLAlchemy for what is set.
    return f"{column.key}w" if in_key else f"{column.key}v"


def _insert(target: Target, dialect: str) -> sa.Insert:
    """A row that somebody else has added meanwhile is changed, where a database can tell it by the key alone.

    MariaDB cannot: its ON DUPLICATE KEY also takes the row of another customer who has the same value in some other unique
    column. There the transaction fails, and is tried again by the next run.
    """
    rest = [column for column in target.columns if column not in target.key_columns]
    if dialect not in ("postgresql", "sqlite"):
        return sa.insert(target.table)
    insert = postgresql.insert(target.table) if dialect == "postgresql" else sqlite.insert(target.table)
    if not rest:
        return insert.on_conflict_do_nothing(index_elements=list(target.key_columns))
    changed = {column.key: insert.excluded[column.key] for column in rest}
    return insert.on_conflict_do_update(index_elements=list(target.key_columns), set_=changed)


def _update(target: Target) -> sa.Update | None:
    rest = {
        column: sa.bindparam(_bound_name(column, False), type_=column.type)
        for column in target.columns
        if column not in target.key_columns
    }
    if not rest:
        return None
    update = sa.update(target.table).values(rest)
    for column in target.key_columns:
        update = update.where(column == sa.bindparam(_bound_name(column, True), type_=column.type))
    return update

"""The table that rows are put into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from kartoteka import ColumnType, Money, Number, Text
from kartoteka import gettext as _
from kartoteka_sql.tables import columns_there, missing_or_other, part_of_none, target, would_stay_empty
from kartoteka_sql.tables_there import unique_keys
from kartoteka_sql.upsert.fitting import Fitting, fitting

_LONGEST_KEY = 255


class Unfit(Exception):
    """The table does not take the rows. `args[0]` says why; `args[1]` says what would do, or is None."""


@dataclass(frozen=True, slots=True)
class Target:
    """A table, with those of its columns that are written.

    Attributes:
        table: Its columns have plain keys.
        names: The names of the columns, in order.
        key: The positions of those that name a row.
        fittings: How values go into each column.
        stays_empty: Why a row cannot be added, where it cannot.
    """

    table: sa.Table
    names: Sequence[str]
    key: Sequence[int]
    fittings: Sequence[Fitting]
    stays_empty: Sequence[str] = ()

    @property
    def columns(self) -> Sequence[sa.Column[Any]]:
        return list(self.table.columns)

    @property
    def key_columns(self) -> Sequence[sa.Column[Any]]:
        return [self.columns[position] for position in self.key]

    def bound(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row of ours as the table keeps it.

        Raises:
            Unfit: A value does not go into its column.
        """
        try:
            return tuple(None if value is None else one.bound(value) for value, one in zip(row, self.fittings, strict=True))
        except ValueError as error:
            raise Unfit(_("a value of the list does not fit: {error}", error=error), None) from None

    def found(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row of the table, to be compared with that."""
        return tuple(None if value is None else one.found(value) for value, one in zip(row, self.fittings, strict=True))

    def key_of(self, row: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(row[position] for position in self.key)


def target_there(
    inspector: sa.Inspector, name: str, schema: str | None, columns: Mapping[str, ColumnType], key: Sequence[str]
) -> Target | None:
    """The table as it is; None where there is none.

    Raises:
        Unfit: The rows cannot go there by this key.
    """
    if not inspector.has_table(name, schema):
        return None
    found = columns_there(inspector, name, schema)
    types = {column: described["type"] for column, described in found.items()}
    written = {column: _written_as(inspector.dialect.name, type_) for column, type_ in types.items()}
    # A text may be a number or a UUID there: customers have such keys.
    numbered = {name for name, kind in columns.items() if kind is Text and isinstance(types.get(name), sa.Integer | sa.Uuid)}
    checked = {column: kind for column, kind in columns.items() if column not in numbered}
    problems = [*missing_or_other(found, checked), *_rounding(inspector.dialect.name, types, columns)]
    if problems:
        raise Unfit("; ".join(problems), None)
    if not any(set(one) == set(key) for one in unique_keys(inspector, name, schema)):
        listed = ", ".join(key)
        hint = _(
            "Make one: CREATE UNIQUE INDEX … ON {name} ({listed}); or name in `key` the columns that have one.",
            name=name,
            listed=listed,
        )
        raise Unfit(_("it has no primary key and no unique index on {listed}", listed=listed), hint)
    stem = part_of_none([name, schema or "", *columns])
    described = [sa.Column(column, written[column], key=f"{stem}{at}") for at, column in enumerate(columns)]
    table = sa.Table(name, sa.MetaData(schema=schema), *described)
    return _target(table, columns, key, list(would_stay_empty(found, columns)))


def made_target(name: str, schema: str | None, columns: Mapping[str, ColumnType], key: Sequence[str]) -> Target:
    """The table that is made where there is none, with the key as its primary key."""
    table = target(name, schema, columns)
    for column in table.columns:
        if column.name in key and isinstance(column.type, sa.Text):
            # MariaDB's keys have a length, and by default no case.
            short = mysql.VARCHAR(_LONGEST_KEY, collation="utf8mb4_bin")
            column.type = sa.Text().with_variant(short, "mysql", "mariadb")
    table.append_constraint(sa.PrimaryKeyConstraint(*(column for column in table.columns if column.name in key)))
    return _target(table, columns, key, ())


def _target(table: sa.Table, columns: Mapping[str, ColumnType], key: Sequence[str], stays_empty: Sequence[str]) -> Target:
    names = list(columns)
    fittings = [fitting(kind, column.type) for kind, column in zip(columns.values(), table.columns, strict=True)]
    return Target(table, names, [names.index(one) for one in key], fittings, stays_empty)


def _written_as(dialect: str, type_: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    """The type with which a column is written and read: doubles are no decimals, and SQLite has no others."""
    is_double = isinstance(type_, sa.Float) or (dialect == "sqlite" and isinstance(type_, sa.Numeric))
    return sa.Double() if is_double else type_


def _rounding(dialect: str, types: Mapping[str, Any], columns: Mapping[str, ColumnType]) -> list[str]:
    """Columns of half the precision, which would differ from what was written into them every time."""
    short = {"postgresql": sa.REAL, "mysql": mysql.FLOAT, "mariadb": mysql.FLOAT}.get(dialect)
    return [
        _("its column {name!r} is {type}, which would round numbers; DOUBLE PRECISION keeps them", name=name, type=types[name])
        for name, kind in columns.items()
        if short is not None and kind in (Number, Money) and isinstance(types.get(name), short)
    ]

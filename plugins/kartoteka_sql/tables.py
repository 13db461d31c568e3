"""The tables in the user's database: the one that is filled, and the one that remembers what was delivered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from kartoteka import ColumnType
from kartoteka import gettext as _
from kartoteka_sql.tables_there import reflected_name

DELIVERIES = "kartoteka_deliveries"


def deliveries(schema: str | None) -> sa.Table:
    """Which deliveries this database has had, so that none is made twice."""
    return sa.Table(
        DELIVERIES,
        sa.MetaData(schema=schema),
        sa.Column("key_sha256", sa.String(64), primary_key=True),
        sa.Column("delivery", sa.Text, nullable=False),
        sa.Column("table_name", sa.Text, nullable=False),
        sa.Column("row_count", sa.BigInteger, nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
    )


def target(name: str, schema: str | None, columns: Mapping[str, ColumnType]) -> sa.Table:
    """The table to fill. The keys of its columns, which name the parameters of statements, are plain."""
    stem = part_of_none([name, schema or "", *columns])
    described = [sa.Column(column, _type(kind), key=f"{stem}{at}") for at, (column, kind) in enumerate(columns.items())]
    return sa.Table(name, sa.MetaData(schema=schema), *described)


def part_of_none(names: Sequence[str]) -> str:
    """A plain text that is in none of the names: SQLAlchemy looks for its parameters' names in quoted names as well."""
    stem = "p"
    while any(stem in name for name in names):
        stem += "q"
    return stem


def _type(kind: ColumnType) -> sa.types.TypeEngine[Any]:
    match kind:
        case ColumnType.TEXT:
            # A TEXT of MariaDB holds 64 kB.
            return sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
        case ColumnType.INTEGER:
            return sa.BigInteger()
        case ColumnType.NUMBER:
            return sa.Double()
        case ColumnType.MONEY:
            # SQLite knows no decimals.
            return sa.Numeric(18, 4).with_variant(sa.Double(), "sqlite")
        case ColumnType.BOOLEAN:
            return sa.Boolean()
        case ColumnType.DAY:
            return sa.Date()
        case ColumnType.MOMENT:
            return sa.DateTime()


_FITS: dict[ColumnType, tuple[type[Any], ...]] = {
    ColumnType.TEXT: (sa.String,),
    ColumnType.INTEGER: (sa.Integer, sa.Numeric),
    ColumnType.NUMBER: (sa.Numeric, sa.Float),
    ColumnType.MONEY: (sa.Numeric, sa.Float),
    ColumnType.BOOLEAN: (sa.Boolean, sa.Integer),
    ColumnType.DAY: (sa.Date,),
    ColumnType.MOMENT: (sa.DateTime,),
}


def misfits(inspector: sa.Inspector, name: str, schema: str | None, columns: Mapping[str, ColumnType]) -> list[str]:
    """Why rows of these columns cannot go into a table that is there already, a sentence each."""
    there = columns_there(inspector, name, schema)
    return [*missing_or_other(there, columns), *would_stay_empty(there, columns)]


def columns_there(inspector: sa.Inspector, name: str, schema: str | None) -> dict[str, Any]:
    """The columns of a table, by name."""
    return {reflected_name(inspector, column["name"]): column for column in inspector.get_columns(name, schema)}


def missing_or_other(there: Mapping[str, Any], columns: Mapping[str, ColumnType]) -> Iterator[str]:
    """A sentence for each column that a table lacks, or that does not take what is to go there."""
    for column, kind in columns.items():
        found = there.get(column)
        if found is None:
            yield _("it has no column {column!r}", column=column)
        elif not isinstance(found["type"], (*_FITS[kind], sa.types.NullType)):
            yield _(
                "its column {column!r} is {type}, and {kind} is to go there", column=column, type=found["type"], kind=kind.value
            )
        elif kind is ColumnType.MONEY and _rounds(found["type"]):
            yield _(
                "its column {column!r} is {type}, which would round amounts: they have four decimals",
                column=column,
                type=found["type"],
            )


def _rounds(kind: object) -> bool:
    return isinstance(kind, sa.Numeric) and not isinstance(kind, sa.Float) and kind.scale is not None and kind.scale < 4


def would_stay_empty(there: Mapping[str, Any], columns: Mapping[str, ColumnType]) -> Iterator[str]:
    """A sentence for each column of a table that has to have a value and would get none."""
    for column, found in there.items():
        if (
            column not in columns
            and not found["nullable"]
            and found.get("default") is None
            and found.get("autoincrement") is not True
        ):
            yield _("its column {column!r} may not be empty, and nothing is to go there", column=column)

"""Which tables there are, and what names a row in them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import sqlalchemy as sa


def known_tables(inspector: sa.Inspector, schema: str | None) -> list[str]:
    """The tables and views of a schema."""
    names = [*inspector.get_table_names(schema), *inspector.get_view_names(schema)]
    with suppress(NotImplementedError):  # SQLAlchemy's way to say that this kind of database has none
        names += inspector.get_materialized_view_names(schema)
    return sorted(set(names))


def unique_keys(inspector: sa.Inspector, table: str, schema: str | None) -> list[Sequence[str]]:
    """The primary key, which may have no columns, and whatever else names at most one row of a table."""
    keys: list[Sequence[str]] = [inspector.get_pk_constraint(table, schema).get("constrained_columns") or ()]
    for index in inspector.get_indexes(table, schema):
        columns = [column for column in index["column_names"] if column is not None]
        options = index.get("dialect_options") or {}
        partial = any(name.endswith("_where") and value is not None for name, value in options.items())
        if index["unique"] and not partial and len(columns) == len(index["column_names"]):
            keys.append(columns)
    keys += [constraint["column_names"] for constraint in inspector.get_unique_constraints(table, schema)]
    return [[reflected_name(inspector, column) for column in columns] for columns in keys]


def reflected_name(inspector: sa.Inspector, name: str) -> str:
    """A column's name; SQLAlchemy takes it from what MariaDB writes, and leaves a backtick doubled."""
    return name.replace("``", "`") if inspector.dialect.name in ("mysql", "mariadb") else name

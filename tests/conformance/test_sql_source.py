"""The source `sql` meets what every source has to, in SQLite, PostgreSQL and MariaDB, with a watermark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from kartoteka.testing import SourceChecks

KEYS = {"customers": "customer_id", "orders": "order_id"}
TYPES: Mapping[pa.DataType, Any] = {
    pa.int64(): sa.BigInteger(),
    pa.float64(): sa.Double(),
    pa.decimal128(18, 4): sa.Numeric(18, 4).with_variant(sa.Text(), "sqlite"),
    pa.bool_(): sa.Boolean(),
    pa.date32(): sa.Date(),
    pa.timestamp("us", "UTC"): sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite"),
    pa.string(): sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb"),
}
_changes = count(1)


class SqlSourceChecks(SourceChecks):
    plugin = "kartoteka_sql.plugin"
    use = "sql"
    url: str

    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        engine = sa.create_engine(self.opened(), poolclass=sa.NullPool)
        with engine.begin() as connection:
            self.table(table, rows).drop(connection, checkfirst=True)
            self.table(table, rows).create(connection)
            self._insert(connection, table, rows)
        return {"url": self.url, "table": table, "watermark": "changed"}

    def change(self, table: str, changed: pa.Table, deleted: Sequence[str]) -> None:
        there = self.table(table, changed)
        engine = sa.create_engine(self.opened(), poolclass=sa.NullPool)
        with engine.begin() as connection:
            keys = [*changed.column(KEYS[table]).to_pylist(), *deleted]
            connection.execute(sa.delete(there).where(there.columns[f"zz{changed.column_names.index(KEYS[table])}"].in_(keys)))
            self._insert(connection, table, changed)

    def held(self) -> object:
        engine = sa.create_engine(self.opened(), poolclass=sa.NullPool)
        with engine.connect() as connection:
            metadata = sa.MetaData()
            metadata.reflect(connection)
            return {name: connection.execute(sa.select(table)).fetchall() for name, table in metadata.tables.items()}

    def opened(self) -> str:
        return self.url

    def table(self, name: str, rows: pa.Table) -> sa.Table:
        """The columns have plain keys: SQLAlchemy makes names of parameters of them."""
        columns = [
            sa.Column(
                field.name,
                sa.String(100) if field.name in KEYS.values() else TYPES[field.type],
                key=f"zz{at}",
                primary_key=field.name == KEYS[name],
            )
            for at, field in enumerate(rows.schema)
        ]
        return sa.Table(name, sa.MetaData(), *columns, sa.Column("changed", sa.BigInteger, key="zz", nullable=False))

    def _insert(self, connection: sa.Connection, name: str, rows: pa.Table) -> None:
        cells = [[self.cell(cell) for cell in row.values()] for row in rows.to_pylist()]
        records = [{**{f"zz{at}": cell for at, cell in enumerate(row)}, "zz": next(_changes)} for row in cells]
        if records:
            connection.execute(sa.insert(self.table(name, rows)), records)

    def cell(self, value: Any) -> Any:
        return value


class TestSqlite(SqlSourceChecks):
    url = "sqlite:///shop.db"

    def opened(self) -> str:
        return f"sqlite:///{self.folder / 'shop.db'}"

    def missing(self) -> Mapping[str, Any]:
        return {"url": "sqlite:///nowhere.db", "table": "customers"}

    def cell(self, value: Any) -> Any:
        """SQLite has neither decimals nor moments; texts lose nothing of them."""
        if isinstance(value, Decimal):
            return str(value)
        return value.isoformat() if isinstance(value, datetime) else value


class TestPostgresql(SqlSourceChecks):
    secrets = ("s3cr3t-p4ss",)
    exceptions = {
        "hostile_names/long": "PostgreSQL holds names of 63 bytes",
        "hostile_values/NUL": "PostgreSQL holds no NUL in a text",
    }

    @pytest.fixture(autouse=True)
    def _database(self, new_database: Callable[[], str]) -> None:
        self.url = new_database().replace("postgres@", "postgres:s3cr3t-p4ss@")

    def missing(self) -> Mapping[str, Any]:
        return {"url": "postgresql+psycopg://shop:s3cr3t-p4ss@127.0.0.1:1/shop?connect_timeout=2", "table": "customers"}


class TestMariadb(SqlSourceChecks):
    secrets = ("s3cr3t-p4ss",)
    exceptions = {
        "hostile_names/long": "MariaDB holds names of 64 characters",
        "hostile_names/emoji": "MariaDB has no emoji in a name",
        "hostile_names/line break": "SQLAlchemy cannot reflect a column of MariaDB with a line break in its name",
    }

    @pytest.fixture(autouse=True)
    def _database(self, new_mariadb: Callable[[], str]) -> None:
        self.url = new_mariadb()

    def missing(self) -> Mapping[str, Any]:
        return {"url": "mariadb+pymysql://shop:s3cr3t-p4ss@127.0.0.1:1/shop?connect_timeout=2", "table": "customers"}

    def cell(self, value: Any) -> Any:
        """Its moments have no zone, so people keep their own there."""
        return value.astimezone(ZoneInfo("Europe/Warsaw")).replace(tzinfo=None) if isinstance(value, datetime) else value

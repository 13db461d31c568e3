"""The exporter `sql` meets what every exporter has to, in SQLite, PostgreSQL and MariaDB."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import sqlalchemy as sa

from kartoteka.testing import ExporterChecks, ReadBack

NUL = "few databases hold a NUL in a text; it becomes U+FFFD in all"


class SqlExporterChecks(ExporterChecks):
    plugin = "kartoteka_sql.plugin"
    use = "sql"
    opened_in_a_spreadsheet = False
    url: str

    def options(self) -> Mapping[str, Any]:
        return {"url": self.url, "table": "list"}

    def read_back(self) -> ReadBack:
        engine = sa.create_engine(self.opened(), poolclass=sa.NullPool)
        with engine.connect() as connection:
            found = connection.exec_driver_sql("SELECT * FROM list")
            return ReadBack(list(found.keys()), [tuple(row) for row in found])

    def held(self) -> object:
        engine = sa.create_engine(self.opened(), poolclass=sa.NullPool)
        with engine.connect() as connection:
            metadata = sa.MetaData()
            metadata.reflect(connection)
            return {name: connection.execute(sa.select(table)).fetchall() for name, table in metadata.tables.items()}

    def opened(self) -> str:
        return self.url


class TestSqlite(SqlExporterChecks):
    url = "sqlite:///shop.db"
    exceptions = {
        "types/money 99999999999999.9999": "SQLite has no decimals: amounts are doubles there",
        "hostile_values/NUL": NUL,
    }

    def opened(self) -> str:
        return f"sqlite:///{self.folder / 'shop.db'}"

    def unreachable(self) -> Mapping[str, Any]:
        return {"url": "sqlite:///nowhere/shop.db", "table": "list"}


class TestPostgresql(SqlExporterChecks):
    secrets = ("s3cr3t-p4ss",)
    exceptions = {
        "hostile_names/long": "PostgreSQL holds names of 63 bytes",
        "hostile_values/NUL": NUL,
    }

    @pytest.fixture(autouse=True)
    def _database(self, new_database: Callable[[], str]) -> None:
        self.url = new_database().replace("postgres@", "postgres:s3cr3t-p4ss@")

    def unreachable(self) -> Mapping[str, Any]:
        return {"url": "postgresql+psycopg://shop:s3cr3t-p4ss@127.0.0.1:1/shop?connect_timeout=2", "table": "list"}


class TestMariadb(SqlExporterChecks):
    secrets = ("s3cr3t-p4ss",)
    exceptions = {
        "hostile_names/long": "MariaDB holds names of 64 characters",
        "hostile_names/emoji": "MariaDB has no emoji in a name",
        "hostile_names/line break": "SQLAlchemy cannot reflect a column of MariaDB with a line break in its name",
        "hostile_values/NUL": NUL,
    }

    @pytest.fixture(autouse=True)
    def _database(self, new_mariadb: Callable[[], str]) -> None:
        self.url = new_mariadb()

    def unreachable(self) -> Mapping[str, Any]:
        return {"url": "mariadb+pymysql://shop:s3cr3t-p4ss@127.0.0.1:1/shop?connect_timeout=2", "table": "list"}


class TestUpsert(TestSqlite):
    def options(self) -> Mapping[str, Any]:
        return {**super().options(), "mode": "upsert", "key": ["customer_id"]}

    def unreachable(self) -> Mapping[str, Any]:
        return {**super().unreachable(), "mode": "upsert", "key": ["customer_id"]}

"""The exporter `sql` meets what every exporter has to, in SQLite and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import sqlalchemy as sa

from kartoteka.testing import ExporterChecks, ReadBack


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
            table = sa.Table("list", sa.MetaData(), autoload_with=connection)
            found = connection.exec_driver_sql("SELECT * FROM list")
            return ReadBack([column.name for column in table.columns], [tuple(row) for row in found])

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
        "hostile_values/NUL": "few databases hold a NUL in a text; it becomes U+FFFD in all",
    }

    def opened(self) -> str:
        return f"sqlite:///{self.folder / 'shop.db'}"

    def unreachable(self) -> Mapping[str, Any]:
        return {"url": "sqlite:///nowhere/shop.db", "table": "list"}


class TestPostgresql(SqlExporterChecks):
    secrets = ("s3cr3t-p4ss",)
    exceptions = {
        "hostile_names/long": "PostgreSQL holds names of 63 bytes",
        "hostile_values/NUL": "few databases hold a NUL in a text; it becomes U+FFFD in all",
    }

    @pytest.fixture(autouse=True)
    def _database(self, new_database: Callable[[], str]) -> None:
        self.url = new_database().replace("postgres@", "postgres:s3cr3t-p4ss@")

    def unreachable(self) -> Mapping[str, Any]:
        return {"url": "postgresql+psycopg://shop:s3cr3t-p4ss@127.0.0.1:1/shop?connect_timeout=2", "table": "list"}

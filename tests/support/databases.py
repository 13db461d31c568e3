"""Real databases of three kinds, and sources over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from kartoteka import Connections, Context
from kartoteka_sql.names import quoted
from kartoteka_sql.source import SqlSource

BACKENDS = ("sqlite", "postgresql", "mariadb")


@dataclass
class Database:
    """An empty database and what tests do to it."""

    backend: str
    url: str

    @contextmanager
    def connected(self) -> Iterator[sa.Connection]:
        engine = sa.create_engine(self.url, poolclass=sa.NullPool)
        with engine.begin() as connection:
            yield connection
        engine.dispose()

    def run(self, *statements: str) -> None:
        with self.connected() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement, execution_options={"no_parameters": True})

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        with self.connected() as connection:
            result = connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
            return [tuple(row) for row in result.fetchall()]

    def literal(self, text: str) -> str:
        escaped = text.replace("\\", "\\\\") if self.backend == "mariadb" else text
        return "'" + escaped.replace("'", "''") + "'"

    def quoted(self, *names: str) -> str:
        return quoted(sa.make_url(self.url).get_dialect()(), *names)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """An empty database; a test is parametrised with its kind, or gets each in turn by `each_database`."""
    backend = getattr(request, "param", "sqlite")
    match backend:
        case "postgresql":
            return Database(backend, request.getfixturevalue("new_database")())
        case "mariadb":
            return Database(backend, request.getfixturevalue("new_mariadb")())
    return Database(backend, f"sqlite:///{tmp_path / 'crm.db'}")


each_database = pytest.mark.parametrize("database", BACKENDS, indirect=True)


@contextmanager
def sources(folder: Path, *options: dict[str, Any]) -> Iterator[Sequence[SqlSource]]:
    """Sources of one run, which share their connections."""
    connections = Connections()
    context = Context("shop", "orders", date(2026, 11, 30), "PLN", "en", "Europe/Warsaw", folder, connections=connections)
    try:
        yield [SqlSource(SqlSource.Options().load(one), context) for one in options]
    finally:
        connections.close()


def rows_read(source: SqlSource, cursor: str | None = None) -> list[dict[str, Any]]:
    """What a source gives, row by row."""
    return [row for batch in source.read(cursor).batches() for row in batch.to_pylist()]

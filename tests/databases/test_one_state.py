"""All sources of a run see one state of a database, whatever is written between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from support.databases import Database, each_database, rows_read, sources


def shop(database: Database) -> list[dict[str, Any]]:
    database.run(
        "CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, name VARCHAR(20))",
        "CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_id INTEGER)",
        "INSERT INTO customers VALUES (1, 'Anna')",
        "INSERT INTO orders VALUES (10, 1)",
    )
    return [{"url": database.url, "table": name} for name in ("customers", "orders")]


@pytest.mark.parametrize("driver", ["fast", "slow"])
@each_database
def test_what_is_written_between_two_sources_is_not_seen(
    database: Database, tmp_path: Path, driver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if driver == "slow":
        monkeypatch.setattr("kartoteka_sql.snapshot.postgresql.find_spec", lambda _: None)
    tables = shop(database)
    if database.backend == "sqlite":
        database.run("PRAGMA journal_mode = WAL")
    with sources(tmp_path, *tables) as (customers, orders):
        assert len(rows_read(customers)) == 1
        database.run(
            "INSERT INTO customers VALUES (2, 'Bob')",
            "INSERT INTO orders VALUES (20, 2)",
            "DELETE FROM orders WHERE order_id = 10",
        )
        assert [str(row["order_id"]) for row in rows_read(orders)] == ["10"]
    with sources(tmp_path, *tables) as (_, orders):
        assert [str(row["order_id"]) for row in rows_read(orders)] == ["20"]


@each_database
def test_the_state_is_that_of_the_first_look(database: Database, tmp_path: Path) -> None:
    tables = shop(database)
    if database.backend == "sqlite":
        database.run("PRAGMA journal_mode = WAL")
    with sources(tmp_path, *tables) as (customers, orders):
        customers.columns()
        database.run("DELETE FROM orders")
        assert len(rows_read(orders)) == 1


@each_database
def test_nothing_can_be_written_through_it(database: Database, tmp_path: Path) -> None:
    tables = shop(database)
    with sources(tmp_path, *tables) as (customers, _):
        customers.columns()
        (snapshot,) = customers.context.connections._open.values()
        with pytest.raises(sa.exc.SQLAlchemyError, match=r"(?i)read.?only"):
            snapshot._execute("DELETE FROM orders")
    assert len(database.ask("SELECT * FROM orders")) == 1

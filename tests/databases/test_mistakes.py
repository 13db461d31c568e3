"""What is wrong with a source is told before the run, at its place, with what would do and without a secret."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from marshmallow import ValidationError

from kartoteka import InputError
from kartoteka_sql.query import NotReading, checked_query
from kartoteka_sql.source import SqlSource
from support.databases import Database, each_database, sources


def told(database: Database, folder: Path, **options: Any) -> str:
    with sources(folder, {"url": database.url, **options}) as (source,):
        (problem,) = source.problems()
    return f"{problem.option[0]}: {problem}"  # type: ignore[attr-defined]


@each_database
def test_names_that_are_not_there(database: Database, tmp_path: Path) -> None:
    database.run(
        "CREATE TABLE orders (order_id INTEGER PRIMARY KEY, changed_at INTEGER)", "CREATE VIEW shipped AS SELECT * FROM orders"
    )
    assert told(database, tmp_path, table="ordes") == (
        "table: there is no table or view 'ordes'\n  Did you mean 'orders'? There are: 'orders', 'shipped'."
    )
    assert told(database, tmp_path, table="orders", watermark="changed") == (
        "watermark: there is no column 'changed'\n  Did you mean 'changed_at'? There are: 'order_id', 'changed_at'."
    )
    assert "key: there is no column 'id'" in told(database, tmp_path, table="orders", watermark="changed_at", key=["id"])
    assert "the table has no primary key" in told(database, tmp_path, table="shipped", watermark="changed_at")
    assert told(database, tmp_path, table="orders", schema="nowhere").startswith("schema: there is no schema 'nowhere'")
    assert "query: the database refuses it: " in told(database, tmp_path, query="SELECT x FROM orders")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_table_in_another_schema(database: Database, tmp_path: Path) -> None:
    database.run("CREATE SCHEMA sales", "CREATE TABLE sales.orders (id int)", "CREATE ROLE poor LOGIN")
    assert "schema: sales" in told(database, tmp_path, table="orders")
    assert "Write schema: sales and table: orders." in told(database, tmp_path, table="sales.orders")
    poor = Database("postgresql", database.url.replace("postgres@", "poor@"))
    database.run("GRANT USAGE ON SCHEMA sales TO poor")
    assert "permission denied for table orders" in told(poor, tmp_path, table="orders", schema="sales")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("DELETE FROM orders", "begins with 'DELETE'"),
        ("SELECT 1; DROP TABLE orders", "more than one statement"),
        ("SELECT 1) q; COMMIT; DROP TABLE orders; SELECT * FROM (SELECT 1", "closes a parenthesis"),
        ("SELECT 1) UNION (SELECT 2", "closes a parenthesis"),
        ("SELECT (1", "leaves a parenthesis open"),
        ("WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone", "has DELETE in it"),
        ("SELECT 'a", "cannot be taken apart"),
        (" ; ", "is empty"),
        ("-- nothing", "is empty"),
    ],
)
def test_queries_that_do_not_only_read(query: str, reason: str) -> None:
    with pytest.raises(NotReading, match=reason):
        checked_query(query, "postgresql")


@pytest.mark.parametrize(
    "query",
    [
        "select ';' as a, ')' b -- ; )",
        "WITH a AS (SELECT 1 x) SELECT * FROM a;",
        "(SELECT 1) UNION ALL (SELECT 2) /* ; */ ;;",
        "VALUES (1), (2)",
        "SELECT replace(name, 'insert', 'x') FROM t WHERE note IN ('DELETE', 'update') AND x = (replace('a', 'b', 'c'))",
    ],
)
def test_queries_that_read(query: str) -> None:
    assert checked_query(query, "postgresql") == query.rstrip(";").rstrip() or query.startswith("(SELECT")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_function_that_writes_is_refused_by_the_database(database: Database, tmp_path: Path) -> None:
    database.run("CREATE SEQUENCE numbers")
    with (
        sources(tmp_path, {"url": database.url, "query": "SELECT nextval('numbers') AS n"}) as (source,),
        pytest.raises(InputError, match="read-only transaction"),
    ):
        list(source.read(None).batches())


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna:hunter2@127.0.0.1:1/crm",
        "mariadb://anna:hunter2@127.0.0.1:1/crm",
        "postgresql://anna:hunter2@no-such-host.invalid/crm",
        "sqlite:///no/such.db",
        "sqlite:///text.db",
        "nosuch://anna:hunter2@host/crm",
    ],
)
def test_a_database_that_cannot_be_reached(tmp_path: Path, url: str) -> None:
    (tmp_path / "text.db").write_text("this is no database, however long it may be " * 40)
    began = time.monotonic()
    with sources(tmp_path, {"url": url, "table": "orders"}) as (source,), pytest.raises(InputError) as caught:
        source.columns()
    assert "hunter2" not in str(caught.value)
    assert "\n  " in str(caught.value)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("database", ["mariadb", "postgresql"], indirect=True)
def test_a_wrong_password(database: Database, tmp_path: Path) -> None:
    if database.backend == "mariadb":
        database.run("CREATE OR REPLACE USER anna@localhost IDENTIFIED BY 'right'")
        url = database.url.replace("root@", "anna:hunter2@")
    else:
        url = database.url.replace("postgres@", "nobody:hunter2@")
    with (
        sources(tmp_path, {"url": url, "table": "orders"}) as (source,),
        pytest.raises(
            InputError, match=r"cannot be opened .*(Access denied for user 'anna'|role \"nobody\" does not exist)"
        ) as caught,
    ):
        source.columns()
    assert "hunter2" not in str(caught.value)
    assert "host, port, user and password in `url`" in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"table": "a", "query": "SELECT 1"},
        {"schema": "a", "query": "SELECT 1"},
        {"table": ""},
        {"table": "a", "key": []},
        {"table": "a", "url": "a database"},
    ],
)
def test_options_that_cannot_be(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SqlSource.Options().load({"url": "sqlite:///crm.db", **options})


@pytest.mark.parametrize(
    ("database", "reason"), [("postgresql", "two columns 'a'"), ("mariadb", "Duplicate column name 'a'")], indirect=["database"]
)
def test_two_columns_of_one_name(database: Database, tmp_path: Path, reason: str) -> None:
    assert reason in told(database, tmp_path, query="SELECT 1 AS a, 2 AS a")

"""With a watermark only what has changed is read, and what lands is what a whole reading would give."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kartoteka import InputError
from kartoteka.pipeline.land.landed import LandedTable
from kartoteka_sql.source import SqlSource
from support.databases import Database, each_database, rows_read, sources
from support.landing import Landing, rows_of


class Shop:
    """Customers with the moment of their last change, and how they land."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.landing = database, Landing(folder)
        self.options: dict[str, Any] = {"url": database.url, "table": "customers", "watermark": "changed"}
        moment = {"sqlite": "TEXT", "postgresql": "timestamp", "mariadb": "DATETIME(6)"}[database.backend]
        database.run(f"CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, name VARCHAR(20), changed {moment})")
        self.put(1, "Anna", "2026-01-01 10:00:00")
        self.put(2, "Bob", "2026-01-02 10:00:00")
        self.put(3, "Céline", "2026-01-02 10:00:00")
        self.read: list[int] = []

    def put(self, key: int, name: str, changed: str | None) -> None:
        moment = "NULL" if changed is None else f"'{changed}'"
        self.database.run(f"DELETE FROM customers WHERE customer_id = {key}")
        self.database.run(f"INSERT INTO customers VALUES ({key}, '{name}', {moment})")

    def land(self) -> LandedTable:
        with sources(self.landing.folder, self.options) as (source,):
            counted = Counted(source)
            landed = self.landing.land("customers", "", source=counted)
        self.read.append(counted.rows)
        expected = {(str(key), name) for key, name in self.database.ask("SELECT customer_id, name FROM customers")}
        assert {(row["customer_id"], row["name"]) for row in rows_of(landed)} == expected
        return landed


class Counted(SqlSource):
    """Counts the rows that a landing reads."""

    def __init__(self, source: SqlSource) -> None:
        super().__init__(source.options, source.context)
        self.rows = 0

    def read(self, cursor: str | None) -> Any:
        changes = super().read(cursor)
        batches = changes.batches

        def counted() -> Any:
            for batch in batches():
                self.rows += batch.num_rows
                yield batch

        changes.batches = counted  # type: ignore[method-assign]
        return changes


@pytest.fixture
def shop(database: Database, tmp_path: Path) -> Shop:
    return Shop(database, tmp_path)


@each_database
def test_only_changed_rows_are_read(shop: Shop) -> None:
    shop.land()
    assert shop.land().reused
    shop.put(1, "Anne", "2026-02-01 10:00:00")
    shop.put(4, "Dora", "2026-02-02 10:00:00")
    shop.land()
    shop.land()
    # Everything; nothing; two that have changed beside the two at the last watermark; nothing.
    assert shop.read == [3, 0, 4, 0]


@each_database
def test_a_late_row_with_the_last_watermark_is_not_lost(shop: Shop) -> None:
    shop.land()
    shop.put(4, "Dora", "2026-01-02 10:00:00")
    shop.land()
    shop.put(4, "Dorothy", "2026-01-02 10:00:00")  # changed again within the same moment
    shop.land()
    assert shop.read == [3, 3, 3]


@each_database
def test_rows_without_a_watermark_are_read_each_time(shop: Shop) -> None:
    shop.put(5, "Emil", None)
    shop.land()
    shop.put(5, "Emilia", None)
    shop.land()
    assert shop.read == [4, 3]


@each_database
def test_a_deletion_is_noticed_by_the_count(shop: Shop) -> None:
    shop.land()
    shop.database.run("DELETE FROM customers WHERE customer_id = 1")
    landed = shop.land()
    assert landed.warnings == ("rows of customers are gone that no change told of; everything was read again",)


@pytest.mark.parametrize("database", ["postgresql", "mariadb"], indirect=True)
def test_a_watermark_in_the_future_does_not_hide_what_comes_before(shop: Shop) -> None:
    shop.put(6, "Fritz", "2999-12-31 00:00:00")
    shop.land()
    shop.put(1, "Anne", "2026-02-01 10:00:00")
    shop.land()


@each_database
def test_a_new_column_makes_it_read_everything_again(shop: Shop) -> None:
    shop.land()
    shop.database.run("ALTER TABLE customers ADD COLUMN city VARCHAR(20)", "UPDATE customers SET city = 'Łódź'")
    landed = shop.land()
    assert {row["city"] for row in rows_of(landed)} == {"Łódź"}
    shop.database.run("ALTER TABLE customers DROP COLUMN city")
    assert "city" not in shop.land().columns


@each_database
def test_a_table_that_is_emptied_and_filled_again(shop: Shop) -> None:
    shop.land()
    shop.database.run("DELETE FROM customers")
    shop.land()
    shop.put(9, "Igor", "2025-01-01 10:00:00")
    shop.land()


@each_database
@pytest.mark.parametrize(
    ("type_", "values"),
    [
        ("BIGINT", ["9007199254740992", "9007199254740993"]),
        ("NUMERIC(30, 10)", ["1.0000000001", "1.0000000002"]),
        ("DATE", ["'2026-01-01'", "'2026-01-02'"]),
        ("VARCHAR(20)", ["'a%'", "'b''\\\\'"]),
        ("DOUBLE PRECISION", ["0.1", "0.30000000000000004"]),
    ],
)
def test_any_type_that_has_an_order_does(database: Database, tmp_path: Path, type_: str, values: Sequence[str]) -> None:
    if database.backend == "sqlite" and "NUMERIC" in type_:
        pytest.skip("SQLite has no exact decimals")
    database.run(
        f"CREATE TABLE t (id INTEGER PRIMARY KEY, at {type_})",
        *(f"INSERT INTO t VALUES ({n}, {v})" for n, v in enumerate(values)),
    )
    with sources(tmp_path, {"url": database.url, "table": "t", "watermark": "at"}) as (source,):
        cursor = source.read(None).cursor()
        assert [str(row["id"]) for row in rows_read(source, cursor)] == ["1"]


@each_database
def test_a_query_with_a_watermark_names_its_key(database: Database, tmp_path: Path) -> None:
    database.run("CREATE TABLE t (id INTEGER, at INTEGER)", "INSERT INTO t VALUES (1, 100), (2, 200), (2, 300)")
    told = {"url": database.url, "query": "SELECT id, at % 1000 AS at FROM t -- all", "watermark": "at"}
    with sources(tmp_path, told, told | {"key": ["id"]}, told | {"key": ["id", "at"]}) as (without, ambiguous, right):
        (problem,) = without.problems()
        assert "a query has no primary key" in problem.message
        with pytest.raises(InputError, match=r"id does not name a row of the query .*: 1 value stands in more than one"):
            rows_read(ambiguous)
        assert len(rows_read(right, right.read(None).cursor())) == 1

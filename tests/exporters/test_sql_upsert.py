"""Rows put in by key: only what differs is written, it is told beforehand, and a second time nothing is."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from marshmallow import ValidationError

from kartoteka import Boolean, ConfigError, Day, DeliveryError, Integer, Moment, Money, Number, Text
from kartoteka_sql.exporter import SqlExporter
from support.databases import Database, each_database
from support.exporting import Desk, TableRows, exporter, rows_of, texts

HOSTILE = ['x"; DROP TABLE a; --', "a b", "select", "%(p0)s", ":p0", "Żółw", "a.b", "x]y`z'", "?"]


def to(database: Database, folder: Path, table: str = "list", **options: Any) -> SqlExporter:
    told = {"key": ["customer_id"], **options}
    made = exporter(SqlExporter, folder, url=database.url, table=table, mode="upsert", **told)
    assert isinstance(made, SqlExporter)
    return made


def lists(*rows: tuple[str, str | None, str | None]) -> TableRows:
    ids, segments, discounts = zip(*rows, strict=True) if rows else ((), (), ())
    return rows_of(
        {
            "customer_id": (Text, ids),
            "segment": (Text, segments),
            "discount": (Money, [None if one is None else Decimal(one) for one in discounts]),
        }
    )


def put(sql: SqlExporter, folder: Path, rows: TableRows, run: str = "1") -> list[str]:
    (staged,) = Desk(folder / f"s{run}", f"run-{run}").deliver(sql, rows)
    return list(staged.remarks)


@each_database
def test_new_and_changed_rows_are_written_and_told_beforehand(database: Database, tmp_path: Path) -> None:
    sql = to(database, tmp_path)
    first = put(sql, tmp_path, lists(("K-1", "vip", "0.2"), ("K-2", "regular", None), ("K-3", "vip", "0.2")))
    assert len(first) == 1
    assert first[0].endswith("is made, and all rows are new")
    rows = lists(("K-1", "vip", "0.2"), ("K-2", "vip", "0.125"), ("K-4", "regular", None))
    assert put(sql, tmp_path, rows, "2") == [
        "1 new, 1 changed, 1 unchanged",
        "changed K-2: segment regular → vip, discount (empty) → 0.1250",
    ]
    found = [(one, two) for one, two in database.ask("SELECT customer_id, segment FROM list ORDER BY 1")]
    assert found == [("K-1", "vip"), ("K-2", "vip"), ("K-3", "vip"), ("K-4", "regular")]
    assert put(sql, tmp_path, rows, "3") == ["0 new, 0 changed, 3 unchanged"]


@each_database
def test_what_is_not_in_the_list_is_removed_where_that_is_asked(database: Database, tmp_path: Path) -> None:
    sql = to(database, tmp_path, remove=True)
    put(sql, tmp_path, lists(*((f"K-{number}", "vip", None) for number in range(1, 9))))
    told = put(sql, tmp_path, lists(("K-1", "vip", None)), "2")
    assert told == [
        "0 new, 0 changed, 1 unchanged, 7 removed",
        *(f"removed K-{number}" for number in range(2, 7)),
        "removed … and 2 more",
    ]
    assert database.ask("SELECT customer_id FROM list") == [("K-1",)]
    put(sql, tmp_path, lists(), "3")
    assert database.ask("SELECT customer_id FROM list") == []


@each_database
def test_nothing_is_written_a_second_time(database: Database, tmp_path: Path) -> None:
    """Whatever form a database keeps values in."""
    types = {
        "sqlite": "day DATE, seen DATETIME, share REAL, active BOOLEAN, spent NUMERIC, code CHAR(5), visits NUMERIC",
        "postgresql": "day date, seen timestamptz, share double precision, active boolean, spent numeric(20, 6), code char(5), "
        "visits numeric(10, 0)",
        "mariadb": "day DATE, seen DATETIME, share DOUBLE, active BOOLEAN, spent DECIMAL(20, 6), code CHAR(5), "
        "visits DECIMAL(10, 0)",
    }[database.backend]
    database.run(f"CREATE TABLE list (customer_id INTEGER PRIMARY KEY, {types}, note VARCHAR(20))")
    database.run("INSERT INTO list (customer_id, note) VALUES (7, 'mine')")
    rows = rows_of(
        {
            "customer_id": (Text, ["7", "-8", "9"]),
            "day": (Day, [date(2026, 11, 30), None, date(1, 1, 1)]),
            "seen": (Moment, [datetime(2026, 11, 30, 8, 5, 1, 999999), None, datetime(2026, 3, 29, 2, 30)]),
            "share": (Number, [1 / 3, float("nan"), -0.0]),
            "active": (Boolean, [True, None, False]),
            "spent": (Money, [Decimal("99999999999999.9901"), None, Decimal("-0.0001")]),
            "code": (Text, ["AB ", None, "Żółw"]),
            "visits": (Integer, [3, None, 0]),
        }
    )
    sql = to(database, tmp_path)
    assert put(sql, tmp_path, rows)[0] == "2 new, 1 changed, 0 unchanged"
    assert put(sql, tmp_path, rows, "2") == ["0 new, 0 changed, 3 unchanged"]
    assert database.ask("SELECT note FROM list WHERE customer_id = 7") == [("mine",)]
    if database.backend == "postgresql":
        assert database.ask("SELECT seen AT TIME ZONE 'UTC' FROM list WHERE customer_id = 7") == [
            (datetime(2026, 11, 30, 8, 5, 1, 999999),)
        ]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_keys_and_types_of_postgresql(database: Database, tmp_path: Path) -> None:
    database.run(
        "CREATE TYPE mood AS ENUM ('vip', 'regular')",
        "CREATE TABLE list (customer_id uuid PRIMARY KEY, segment mood, discount numeric(6, 4))",
    )
    sql, key = to(database, tmp_path), str(uuid.uuid4())
    assert put(sql, tmp_path, lists((key, "vip", "0.2"))) == ["1 new, 0 changed, 0 unchanged"]
    assert put(sql, tmp_path, lists((key, "regular", "0.2")), "2")[1:] == [f"changed {key}: segment vip → regular"]


@each_database
def test_a_composite_key_by_a_unique_index(database: Database, tmp_path: Path) -> None:
    database.run(
        "CREATE TABLE list (segment VARCHAR(20) NOT NULL, customer_id VARCHAR(20) NOT NULL, discount DECIMAL(9, 4))",
        "CREATE UNIQUE INDEX both_of_them ON list (segment, customer_id)",
    )
    sql = to(database, tmp_path, key=["customer_id", "segment"])
    put(sql, tmp_path, lists(("K-1", "a", "1"), ("K-1", "b", "2"), ("K-2", "a", "3")))
    told = put(sql, tmp_path, lists(("K-1", "a", "1"), ("K-1", "b", "5")), "2")
    assert told == ["0 new, 1 changed, 1 unchanged", "changed K-1 b: discount 2 → 5"]


@each_database
def test_a_table_without_an_index_on_the_key_is_refused(database: Database, tmp_path: Path) -> None:
    database.run("CREATE TABLE list (customer_id VARCHAR(20), segment VARCHAR(20), discount DECIMAL(9, 4))")
    sql = to(database, tmp_path)
    with pytest.raises(ConfigError, match=r"has no primary key and no unique index on customer_id\n  .*CREATE UNIQUE INDEX"):
        sql.prepare(lists(("K-1", "vip", None)), Desk(tmp_path / "s").staging)


@each_database
def test_rows_that_cannot_be_added_are_told_and_changes_go_through(database: Database, tmp_path: Path) -> None:
    database.run(
        "CREATE TABLE list (customer_id VARCHAR(20) PRIMARY KEY, company VARCHAR(20) NOT NULL, segment VARCHAR(20), "
        "discount DECIMAL(9, 4))",
        "INSERT INTO list VALUES ('K-1', 'Żółw', 'regular', NULL)",
    )
    sql = to(database, tmp_path)
    assert put(sql, tmp_path, lists(("K-1", "vip", None)))[0] == "0 new, 1 changed, 0 unchanged"
    assert database.ask("SELECT company, segment FROM list") == [("Żółw", "vip")]
    with pytest.raises(ConfigError, match=r"1 row of the list is not there yet, and its column 'company' may not be empty"):
        sql.prepare(lists(("K-2", "vip", None)), Desk(tmp_path / "s").staging)


@each_database
def test_a_delivery_that_breaks_off_changes_nothing(database: Database, tmp_path: Path) -> None:
    database.run(
        "CREATE TABLE list (customer_id VARCHAR(20) PRIMARY KEY, segment VARCHAR(5), discount DECIMAL(9, 4), "
        "CHECK (segment <> 'never'))"
    )
    sql = to(database, tmp_path)
    put(sql, tmp_path, lists(("K-0", "vip", None)))
    many = [(f"K-{number}", "vip", None) for number in range(1, 1200)]
    (staged,) = sql.prepare(lists(("K-0", "new", None), *many, ("K-9999", "never", None)), Desk(tmp_path / "s").staging)
    with pytest.raises(DeliveryError, match=r"table list of \w+ database .* could not be filled \("):
        sql.deliver(staged, "run-2")
    assert database.ask("SELECT customer_id, segment FROM list") == [("K-0", "vip")]
    (staged,) = sql.prepare(lists(("K-0", "new", None), *many), Desk(tmp_path / "t").staging)
    sql.deliver(staged, "run-3")
    sql.deliver(staged, "run-3")
    assert database.ask("SELECT count(*) FROM list WHERE segment = 'new'") == [(1,)]
    assert database.ask("SELECT count(*) FROM list") == [(1200,)]


def test_another_unique_column_is_never_taken_for_the_key(new_mariadb: Any, tmp_path: Path) -> None:
    database = Database("mariadb", new_mariadb())
    database.run(
        "CREATE TABLE list (customer_id VARCHAR(20) PRIMARY KEY, segment VARCHAR(5) UNIQUE, discount DECIMAL(9, 4))",
        "INSERT INTO list VALUES ('K-1', 'a', NULL)",
    )
    with pytest.raises(DeliveryError, match="Duplicate entry 'a' for key 'segment'"):
        put(to(database, tmp_path), tmp_path, lists(("K-2", "a", None)))
    assert database.ask("SELECT customer_id FROM list") == [("K-1",)]


@each_database
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_only_names(database: Database, tmp_path: Path, name: str) -> None:
    rows = rows_of({name: (Text, ["a'; --", "%s"]), "c1": (Text, ["b", "\\'"])})
    sql = to(database, tmp_path, name, key=[name])
    put(sql, tmp_path, rows)
    more = rows_of({name: (Text, ["a'; --", "%s"]), "c1": (Text, ["c", "\\'"])})
    assert put(sql, tmp_path, more, "2") == ["0 new, 1 changed, 1 unchanged", "changed a'; --: c1 b → c"]
    found = database.ask(f"SELECT * FROM {database.quoted(name)}")
    assert sorted(map(tuple, found)) == [("%s", "\\'"), ("a'; --", "c")]


@pytest.mark.parametrize(
    ("ids", "told"),
    [(["K-1", None], "1 of its rows has nothing in 'customer_id'"), (["K-1", "K-1"], "2 of its rows have customer_id 'K-1'")],
)
def test_a_key_that_names_no_row_of_the_list(tmp_path: Path, ids: list[str | None], told: str) -> None:
    sql = to(Database("sqlite", "sqlite:///crm.db"), tmp_path)
    with pytest.raises(ConfigError, match=told):
        sql.prepare(texts(*ids, name="customer_id"), Desk(tmp_path / "s").staging)


def test_a_key_that_the_list_has_not(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the list has no column 'customer_id', which `key` names"):
        to(Database("sqlite", "sqlite:///crm.db"), tmp_path).prepare(texts("a"), Desk(tmp_path / "s").staging)


def test_a_value_that_does_not_fit_is_told_before_the_commit(database: Database, tmp_path: Path) -> None:
    database.run("CREATE TABLE list (customer_id INTEGER PRIMARY KEY, segment TEXT, discount NUMERIC)")
    for key in ("K-1", "007", "1.0", "٣"):
        with pytest.raises(ConfigError, match=f"a value of the list does not fit: '{key}' is not a whole number"):
            to(database, tmp_path).prepare(lists((key, "vip", None)), Desk(tmp_path / "s").staging)


def test_a_database_that_does_not_answer_is_left_for_the_delivery(tmp_path: Path) -> None:
    sql = to(Database("postgresql", "postgresql://anna:hunter2@127.0.0.1:1/crm"), tmp_path)
    (staged,) = sql.prepare(lists(("K-1", "vip", None)), Desk(tmp_path / "s").staging)
    assert staged.remarks[0].startswith("what will change cannot be told: ")
    with pytest.raises(DeliveryError, match="could not be filled") as caught:
        sql.deliver(staged, "run-1")
    assert "hunter2" not in f"{staged.remarks}{caught.value}"


@pytest.mark.parametrize(
    "options", [{"mode": "upsert"}, {"key": ["a"]}, {"remove": True}, {"mode": "upsert", "key": []}, {"mode": "merge"}]
)
def test_options_that_cannot_be(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SqlExporter.Options().load({"url": "sqlite:///crm.db", "table": "list", **options})

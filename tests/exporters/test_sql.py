"""A table in a real database, filled once for each delivery."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from marshmallow import ValidationError

from kartoteka import Boolean, ConfigError, Day, DeliveryError, Integer, Moment, Money, Number, Staging, Text
from kartoteka_sql.exporter import SqlExporter
from kartoteka_sql.tables import misfits
from support.exporting import Desk, exporter, rows_of, texts

EVERYTHING = rows_of(
    {
        "customer_id": (Text, ["1", "2"]),
        "orders": (Integer, [3, None]),
        "share": (Number, [0.5, float("nan")]),
        "turnover": (Money, [Decimal("12.5"), None]),
        "active": (Boolean, [True, None]),
        "last": (Day, [date(2026, 11, 30), None]),
        "seen": (Moment, [datetime(2026, 11, 30, 8, 5), None]),
    }
)


def to_sqlite(folder: Path, table: str = "list", **options: Any) -> SqlExporter:
    made = exporter(SqlExporter, folder, url="sqlite:///crm.db", table=table, **options)
    assert isinstance(made, SqlExporter)
    return made


def content(folder: Path, table: str = "list") -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / "crm.db") as database:
        rows = database.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()
    database.close()
    return rows


def run(folder: Path, script: str) -> None:
    with sqlite3.connect(folder / "crm.db") as database:
        database.executescript(script)
    database.close()


def test_a_table_is_made_and_filled(tmp_path: Path) -> None:
    (staged,) = Desk(tmp_path / "s").deliver(to_sqlite(tmp_path), EVERYTHING)
    assert content(tmp_path) == [
        ("1", 3, 0.5, 12.5, 1, "2026-11-30", "2026-11-30 08:05:00.000000"),
        ("2", None, None, None, None, None, None),
    ]
    assert (staged.destination, staged.rows) == ("table list of sqlite database crm.db", 2)
    kinds = {column["name"]: str(column["type"]) for column in sa.inspect(_database(tmp_path)).get_columns("list")}
    assert kinds == {
        "customer_id": "TEXT", "orders": "BIGINT", "share": "DOUBLE", "turnover": "DOUBLE", "active": "BOOLEAN",
        "last": "DATE", "seen": "DATETIME",
    }  # fmt: skip


def _database(folder: Path) -> sa.Engine:
    return sa.create_engine(f"sqlite:///{folder / 'crm.db'}", poolclass=sa.NullPool)


def test_preparing_touches_no_database(tmp_path: Path) -> None:
    to_sqlite(tmp_path).prepare(texts("a"), Desk(tmp_path / "s").staging)
    assert not (tmp_path / "crm.db").exists()


def test_the_whole_content_is_replaced(tmp_path: Path) -> None:
    Desk(tmp_path / "s", "run-1").deliver(to_sqlite(tmp_path), texts("a", "b"))
    Desk(tmp_path / "s", "run-2").deliver(to_sqlite(tmp_path), texts("c"))
    assert content(tmp_path) == [("c",)]


def test_the_same_key_is_delivered_once(tmp_path: Path) -> None:
    desk, sql = Desk(tmp_path / "s", "run-1"), to_sqlite(tmp_path)
    (staged,) = desk.deliver(sql, texts("a"))
    run(tmp_path, "UPDATE list SET name = 'corrected by hand'")
    sql.deliver(staged, desk.key)
    assert content(tmp_path) == [("corrected by hand",)]
    assert [(row[1:4]) for row in content(tmp_path, "kartoteka_deliveries")] == [("run-1", "list", 1)]


def test_a_delivery_that_breaks_off_changes_nothing(tmp_path: Path) -> None:
    Desk(tmp_path / "s", "run-1").deliver(to_sqlite(tmp_path), texts("a"))
    full = "SELECT RAISE(ABORT, 'the disk is full')"
    run(tmp_path, f"CREATE TRIGGER full BEFORE INSERT ON list WHEN NEW.name = 'c' BEGIN {full}; END")
    desk, sql = Desk(tmp_path / "s", "run-2"), to_sqlite(tmp_path)
    (staged,) = sql.prepare(texts("b", "c"), desk.staging)
    with pytest.raises(DeliveryError, match=r"table list of sqlite database crm\.db could not be filled \(the disk is full\)"):
        sql.deliver(staged, desk.key)
    assert content(tmp_path) == [("a",)]
    run(tmp_path, "DROP TRIGGER full")
    sql.deliver(staged, desk.key)
    assert content(tmp_path) == [("b",), ("c",)]


def test_a_table_that_does_not_fit_is_told_before_the_commit(tmp_path: Path) -> None:
    run(tmp_path, "CREATE TABLE list (customer_id TEXT, turnover DATE, amount NUMERIC(10, 2), owner TEXT NOT NULL, note TEXT)")
    rows = rows_of({"customer_id": (Text, []), "turnover": (Money, []), "amount": (Money, []), "email": (Text, [])})
    with pytest.raises(ConfigError) as caught:
        to_sqlite(tmp_path).prepare(rows, Desk(tmp_path / "s").staging)
    for told in (
        "table list of sqlite database crm.db does not fit",
        "its column 'turnover' is DATE, and money is to go there",
        "its column 'amount' is NUMERIC(10, 2), which would round amounts",
        "it has no column 'email'",
        "its column 'owner' may not be empty, and nothing is to go there",
    ):
        assert told in str(caught.value)
    assert "note" not in str(caught.value)


def test_a_table_that_came_in_between_is_refused_and_kept(tmp_path: Path) -> None:
    desk, sql = Desk(tmp_path / "s"), to_sqlite(tmp_path)
    (staged,) = sql.prepare(texts("a"), desk.staging)
    run(tmp_path, "CREATE TABLE list (other TEXT); INSERT INTO list VALUES ('mine')")
    with pytest.raises(DeliveryError, match="it has no column 'name'"):
        sql.deliver(staged, desk.key)
    assert content(tmp_path) == [("mine",)]


HOSTILE = ['x"; DROP TABLE list; --', "a b", "select", "%(p0)s", "%(pq2)s p", ":p0", "Żółw", "a.b", "x]y`z'", "?"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_only_names(tmp_path: Path, name: str) -> None:
    run(tmp_path, "CREATE TABLE bystander (x)")
    rows = rows_of({name: (Text, ["a'; --", None]), "c1": (Text, ["b", "\0"])})
    Desk(tmp_path / "s").deliver(to_sqlite(tmp_path, name), rows)
    database = sqlite3.connect(tmp_path / "crm.db")
    quoted = name.replace('"', '""')
    found = database.execute(f'SELECT "{quoted}", c1 FROM "{quoted}" ORDER BY c1').fetchall()
    assert found == [("a'; --", "b"), (None, "\ufffd")]
    assert database.execute("SELECT count(*) FROM bystander").fetchone() == (0,)
    database.close()


def test_secrets_are_told_nobody(tmp_path: Path) -> None:
    url = "postgresql+psycopg://anna:hunter2@127.0.0.1:1/crm?options=hunter2"
    pytest.importorskip("psycopg", exc_type=ImportError)
    sql = exporter(SqlExporter, tmp_path, url=url, table="list", schema="crm")
    (staged,) = sql.prepare(texts("a"), Desk(tmp_path / "s").staging)
    assert staged.destination == "table crm.list of postgresql database 127.0.0.1:1/crm"
    with pytest.raises(DeliveryError) as caught:
        sql.deliver(staged, "run-1")
    assert "hunter2" not in f"{caught.value}{staged}{sql.destinations({})}"


def test_a_driver_that_is_not_there_is_told_before_the_run(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the database driver cannot be loaded"):
        exporter(SqlExporter, tmp_path, url="nosuch://host/db", table="list").destinations({})


@pytest.mark.parametrize(
    "options", [{"url": "my database"}, {"table": "kartoteka_deliveries"}, {"table": ""}, {"mode": "append"}]
)
def test_options_that_cannot_be_are_told(tmp_path: Path, options: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        exporter(SqlExporter, tmp_path, **{"url": "sqlite:///crm.db", "table": "list", **options})


def test_lost_rows_stay_pending(tmp_path: Path) -> None:
    sql = to_sqlite(tmp_path)
    (staged,) = sql.prepare(texts("a"), Staging(tmp_path, "run-1", lambda path: None))
    staged.staged.unlink()
    with pytest.raises(DeliveryError, match="the rows prepared for it cannot be read"):
        sql.deliver(staged, "run-1")
    assert content(tmp_path) == []


def test_a_table_made_by_an_earlier_delivery_fits(tmp_path: Path) -> None:
    Desk(tmp_path / "s", "run-1").deliver(to_sqlite(tmp_path), EVERYTHING)
    assert misfits(sa.inspect(_database(tmp_path)), "list", None, EVERYTHING.columns) == []


def test_a_folder_that_is_missing_is_named_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "s")
    sql = exporter(SqlExporter, tmp_path, url="sqlite:///missing/crm.db", table="list")
    (staged,) = sql.prepare(texts("a"), desk.staging)
    with pytest.raises(
        DeliveryError, match=r"crm\.db could not be filled \(the folder .*missing does not exist\)\n  Make the folder"
    ):
        sql.deliver(staged, desk.key)


def test_one_sqlite_table_is_one_destination_however_it_is_spelt(tmp_path: Path) -> None:
    spelt = ["sqlite:///crm.db", "sqlite:///./crm.db", "sqlite:///a/../crm.db", f"sqlite:///{tmp_path}/crm.db"]
    places = {*(exporter(SqlExporter, tmp_path, url=url, table="list").destinations({})[0] for url in spelt)}
    assert places == {"table list of sqlite database crm.db"}
    assert exporter(SqlExporter, tmp_path, url="sqlite:///other.db", table="list").destinations({})[0] not in places

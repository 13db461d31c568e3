"""A connection that is cut in the middle: nothing of the reading is kept, and the next one goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kartoteka import InputError
from support.databases import Database, sources
from support.landing import Landing, rows_of

ROWS = 20_000


def fill(database: Database) -> None:
    numbers = {
        "postgresql": f"SELECT n, repeat('x', 2000), n FROM generate_series(1, {ROWS}) n",
        "mariadb": f"SELECT seq, repeat('x', 2000), seq FROM seq_1_to_{ROWS}",
    }[database.backend]
    database.run("CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, note TEXT, version INTEGER)")
    database.run(f"INSERT INTO customers {numbers}")


def cut(database: Database) -> None:
    """Ends every connection but this one."""
    if database.backend == "postgresql":
        database.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return
    for (number,) in database.ask(
        "SELECT id FROM information_schema.processlist WHERE db = database() AND id <> connection_id()"
    ):
        database.run(f"KILL {number}")


@pytest.mark.parametrize(
    ("database", "driver"), [("postgresql", "adbc"), ("postgresql", "psycopg"), ("mariadb", "pymysql")], indirect=["database"]
)
def test_a_cut_connection(database: Database, tmp_path: Path, driver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if driver == "psycopg":
        monkeypatch.setattr("kartoteka_sql.snapshot.postgresql.find_spec", lambda _: None)
    fill(database)
    landing = Landing(tmp_path)
    options = {"url": database.url, "table": "customers", "watermark": "version"}
    with sources(tmp_path, options) as (source,):
        before = landing.land("customers", "", source=source)
    assert before.rows_landed == ROWS
    database.run(f"UPDATE customers SET version = version + {ROWS}")
    with sources(tmp_path, options) as (source,):
        read = source.read

        def cut_after_the_first(cursor: str | None) -> object:
            changes = read(cursor)
            batches = changes.batches

            def broken() -> object:
                for number, batch in enumerate(batches()):
                    yield batch
                    if number == 0:
                        cut(database)

            changes.batches = broken  # type: ignore[method-assign, assignment]
            return changes

        source.read = cut_after_the_first  # type: ignore[method-assign, assignment]
        with pytest.raises(InputError, match=r"reading table customers of (postgresql|mariadb) database .* broke off \(.+\)"):
            landing.land("customers", "", source=source)
    assert len(rows_of(before)) == ROWS  # it still lies there
    with sources(tmp_path, options) as (source,):
        after = landing.land("customers", "", source=source)
    assert after.rows_landed == ROWS
    assert {int(row["version"]) > ROWS for row in rows_of(after)} == {True}

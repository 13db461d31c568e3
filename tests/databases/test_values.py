"""Values of each database arrive as they are: nothing is lost, and nothing is made of what it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.databases import Database, each_database, rows_read, sources

POSTGRESQL = {
    "1::int2": 1,
    "2147483647": 2147483647,
    "9223372036854775807": 9223372036854775807,
    "true": True,
    "0.1::float4": pytest.approx(0.1),
    "1.5::float8": 1.5,
    "'Żółw'::varchar(10)": "Żółw",
    "'ab'::char(4)": "ab  ",
    "12.50::numeric(10, 2)": "12.5",
    "100.00::numeric": "100",
    "1.234::numeric(9, 3)": "1.2340",
    "-0.000::numeric": "0",
    "1e30::numeric": "1000000000000000000000000000000",
    "0.00000000000000000001::numeric": "0.00000000000000000001",
    "'NaN'::numeric": "NaN",
    "'1234.50'::money": "1234.5",
    "date '2026-11-30'": "2026-11-30",
    "date 'infinity'": "infinity",
    "timestamp '2026-11-30 08:05:00.123456'": "2026-11-30 08:05:00.123456",
    "timestamptz '2026-11-30 08:05:00+01'": "2026-11-30 07:05:00+00",
    "timestamptz '-infinity'": "-infinity",
    "ARRAY['a', 'b,c']": '{a,"b,c"}',
    "'sad'::mood": "sad",
    "'x'::label": "x",
    "'6f1d5be0-4b8e-4a3b-9f3e-1d3a52a1a111'::uuid": "6f1d5be0-4b8e-4a3b-9f3e-1d3a52a1a111",
    """'{"a": [1, 2]}'::jsonb""": '{"a": [1, 2]}',
    "'\\x00ff'::bytea": "\\x00ff",
    "interval '1 month 2 days'": "P1M2D",
    "NULL::numeric": None,
    "NULL::date": None,
}
MARIADB = {
    "a DECIMAL(10, 2)": ("12.50", "12.5"),
    "a DECIMAL(65, 30)": ("0.000000000000000000000000000001", "0.000000000000000000000000000001"),
    "a DECIMAL(9, 3)": ("1.234", "1.2340"),
    "a BIGINT UNSIGNED": ("18446744073709551615", "18446744073709551615"),
    "a DOUBLE": ("1.5", "1.5"),
    "a BOOLEAN": ("true", "1"),
    "a BIT(8)": ("b'101'", "5"),
    "a DATE": ("'2026-11-30'", "2026-11-30"),
    "a DATETIME(6)": ("'2026-11-30 08:05:00.123456'", "2026-11-30 08:05:00.123456"),
    "a TIMESTAMP": ("'2026-11-30 08:05:00'", "2026-11-30 08:05:00+00:00"),
    "a TIME": ("'-30:05:01'", "-30:05:01"),
    "a YEAR": ("2026", "2026"),
    "a ENUM('sad', 'happy')": ("'sad'", "sad"),
    "a JSON": ("""'{"a": 1}'""", '{"a": 1}'),
    "a VARCHAR(20) CHARACTER SET latin2": ("'Żółw'", "Żółw"),
    "a TEXT": ("'🐢'", "🐢"),
    "a BINARY(2)": ("x'00ff'", "\\x00ff"),
    "a INT": ("NULL", None),
}
SQLITE = {
    "12.50": "12.5",
    "1.234": "1.2340",
    "0.1 + 0.2": "0.30000000000000004",
    "1e16": "10000000000000000",
    "9223372036854775807": "9223372036854775807",
    "'1.234'": "1.234",
    "'2026-11-30 08:05:00'": "2026-11-30 08:05:00",
    "x'00ff'": "\\x00ff",
    "9e999": "Infinity",
    "NULL": None,
}


@pytest.mark.parametrize("driver", ["adbc", "psycopg"])
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql(database: Database, tmp_path: Path, driver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if driver == "psycopg":
        monkeypatch.setattr("kartoteka_sql.snapshot.postgresql.find_spec", lambda _: None)
    database.run("CREATE TYPE mood AS ENUM ('sad')", "CREATE DOMAIN label AS text CHECK (value <> '')")
    query = "SELECT " + ", ".join(f"{value} AS c{number}" for number, value in enumerate(POSTGRESQL))
    with sources(tmp_path, {"url": database.url, "query": query}) as (source,):
        (row,) = rows_read(source)
        assert list(source.columns()) == list(row)
        (snapshot,) = source.context.connections._open.values()
        assert snapshot.copies == (driver == "adbc")
    assert dict(zip(POSTGRESQL, row.values(), strict=True)) == POSTGRESQL


@pytest.mark.parametrize("database", ["mariadb"], indirect=True)
def test_mariadb(database: Database, tmp_path: Path) -> None:
    columns = [f"{column[:1]}{number}{column[1:]}" for number, column in enumerate(MARIADB)]
    database.run(
        f"CREATE TABLE t ({', '.join(columns)})",
        "SET time_zone = '+00:00'",
        f"INSERT INTO t VALUES ({', '.join(value for value, _ in MARIADB.values())})",
    )
    with sources(tmp_path, {"url": database.url, "table": "t"}) as (source,):
        (row,) = rows_read(source)
    assert dict(zip(MARIADB, row.values(), strict=True)) == {column: found for column, (_, found) in MARIADB.items()}


def test_zero_dates_of_mariadb_are_told_and_not_emptied(new_mariadb: object, tmp_path: Path) -> None:
    database = Database("mariadb", new_mariadb())  # type: ignore[operator]
    database.run("SET sql_mode = ''", "CREATE TABLE t (a DATE)", "INSERT INTO t VALUES ('0000-00-00')")
    with sources(tmp_path, {"url": database.url, "table": "t"}) as (source,):
        assert rows_read(source) == [{"a": "0000-00-00"}]


def test_sqlite_has_types_for_each_value(database: Database, tmp_path: Path) -> None:
    database.run("CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES " + ", ".join(f"({value})" for value in SQLITE))
    with sources(tmp_path, {"url": database.url, "query": "SELECT a FROM t ORDER BY rowid"}) as (source,):
        found = [row["a"] for row in rows_read(source)]
    # A column of whole numbers makes a number of what looks like one.
    assert dict(zip(SQLITE, found, strict=True)) == SQLITE | {"'1.234'": "1.2340"}


NAMES = ["Order Details", 'a"b', "a'b", "a`b", "a]b", "Żółw", "select", "a.b", "a%b", "%(at)s", ":at", "?", "a\\b", "a;--"]
VALUES = ["'; DROP TABLE t; --", "\x01\x1b\x7f", "a\r\nb\t", "%s %(at)s :at ?", "\\'", "\u202e🐢", " ", "", "x" * 200_000]


@each_database
def test_hostile_names_and_values_are_only_names_and_values(database: Database, tmp_path: Path) -> None:
    for name in NAMES:
        table, other = database.quoted(name), database.quoted(f"{name} 2")
        database.run(f"CREATE TABLE {table} ({table} INTEGER, {other} TEXT, PRIMARY KEY ({table}))")
        with database.connected() as connection:
            statement = f"INSERT INTO {table} VALUES (1, {database.literal('x')}), (2, NULL)"
            connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
        options = {"url": database.url, "table": name, "watermark": name}
        with sources(tmp_path, options) as (source,):
            assert list(source.columns()) == [name, f"{name} 2"]
            assert list(source.key()) == [name]
            first = source.read(None)
            assert sum(batch.num_rows for batch in first.batches()) == first.rows() == 2
            assert [str(row[name]) for row in rows_read(source, first.cursor())] == ["2"]
    database.run("CREATE TABLE t (a TEXT)")
    for value in VALUES:
        with sources(tmp_path, {"url": database.url, "query": f"SELECT {database.literal(value)} AS a"}) as (source,):
            assert rows_read(source) == [{"a": value}]

"""The table of a database that takes types, names and NUL characters more strictly than SQLite."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from kartoteka import Boolean, ConfigError, Day, Integer, Moment, Money, Number, Text
from kartoteka_sql.exporter import SqlExporter
from support.exporting import Desk, exporter, rows_of, texts

NAME = 'x"; DROP TABLE a; -- %(p0)s :b'


def test_types_names_and_one_effect(tmp_path: Path, new_database: Callable[[], str]) -> None:
    url = new_database()
    columns = {
        NAME: (Text, ["Żółw\0", None]),
        "orders": (Integer, [2**40, None]),
        "share": (Number, [0.5, float("inf")]),
        "turnover": (Money, [Decimal("99999999999999.9901"), None]),
        "active": (Boolean, [True, None]),
        "last": (Day, [date(2026, 11, 30), None]),
        "seen": (Moment, [datetime(2026, 11, 30, 8, 5), None]),
    }
    desk, sql = Desk(tmp_path / "s"), exporter(SqlExporter, tmp_path, url=url, table=NAME, schema="public")
    (staged,) = desk.deliver(sql, rows_of(columns))
    sql.deliver(staged, desk.key)
    database = sa.create_engine(url, poolclass=sa.NullPool)
    quoted = NAME.replace('"', '""').replace("%", "%%")
    with database.connect() as connection:
        found = connection.exec_driver_sql(f'SELECT * FROM "{quoted}" ORDER BY orders').fetchall()
    expected = (
        "Żółw\ufffd",
        2**40,
        0.5,
        Decimal("99999999999999.9901"),
        True,
        date(2026, 11, 30),
        datetime(2026, 11, 30, 8, 5),
    )
    assert found == [expected, (None,) * 7]


def test_a_table_that_does_not_fit_is_told_before_the_commit(tmp_path: Path, new_database: Callable[[], str]) -> None:
    url = new_database()
    database = sa.create_engine(url, poolclass=sa.NullPool)
    with database.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE list (id serial PRIMARY KEY, name integer, at timestamptz NOT NULL DEFAULT now())"
        )
    with pytest.raises(ConfigError, match=r"does not fit: its column 'name' is INTEGER, and text is to go there\n"):
        exporter(SqlExporter, tmp_path, url=url, table="list").prepare(texts("a"), Desk(tmp_path / "s").staging)

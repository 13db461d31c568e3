"""Days and moments, held against a slow reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka.engine.duckdb import parse_dates
from kartoteka.model.cells import CellReading
from support.examples import examples
from support.slow_cells import slow_day

DAY_FIRST = CellReading("Europe/Warsaw", "PLN", ",", "day-first")
MONTH_FIRST = replace(DAY_FIRST, date_order="month-first")


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


def read(connection: duckdb.DuckDBPyConnection, expression: str, texts: list[str]) -> list[object]:
    rows = connection.execute(f"SELECT {expression} FROM (SELECT unnest($1::VARCHAR[]) AS x)", [texts]).fetchall()
    return [value for (value,) in rows]


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-15", "15.11.2026", "15/11/2026", "15-11-2026", "20261115", "2026/11/15", "2026.11.15", " 15.11.2026 "),
        *("2026-11-15\t", "\u00a02026-11-15", "2026-11-15\u200b"),
        *("15.11.2026 14:30", "2026-11-15T23:59:59.999", "15.11.2026, 8:05", "15/11/2026 2:30 PM", "2026-11-15 00:00:00"),
        *("2026-11-15T12:00:00Z", "2026-11-15T12:00:00+01:00", "2026-11-15 12:00:00+0100", "2026-11-14T23:30:00Z"),
    ],
)
def test_day(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    assert read(connection, parse_dates.day("x", DAY_FIRST), [text]) == [date(2026, 11, 15)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "31.02.2026",
            "2026-02-29",
            "2026-13-01",
            "15.11.26",
            "15/11/26",
            "0026-11-15",
            "46341",
            "Nov 15 2026",
            "15.11.2026 25:00",
        ),
        *(
            "15.11.2026 12:60",
            "20261131",
            "11/15/2026",
            "15.11-2026",
            "2026-11",
            "yesterday",
            "1",
            "15.11.2026 14:30 PM"[:14] + "h",
            *(
                "2026-11-1x",
                "2026-11-1-",
                "26-1-01-02",
                "2 26-11-15",
                "2026- 1-15",
                "2026-1--15",
                "2026-+1-15",
                "2026-11-1\u0663",
            ),
        ),
    ],
)
def test_not_a_day(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    assert read(connection, parse_dates.day("x", DAY_FIRST), [text]) == [None]


def test_slashed_dates_follow_the_settled_order(connection: duckdb.DuckDBPyConnection) -> None:
    texts = ["3/4/2026", "03/04/2026", "3/4/2026 10:00"]
    assert read(connection, parse_dates.day("x", DAY_FIRST), texts) == [date(2026, 4, 3)] * 3
    assert read(connection, parse_dates.day("x", MONTH_FIRST), texts) == [date(2026, 3, 4)] * 3
    unsettled = read(
        connection, parse_dates.day("x", replace(DAY_FIRST, date_order=None)), ["3/4/2026", "3/3/2026", "3.4.2026"]
    )
    assert unsettled == [None, date(2026, 3, 3), date(2026, 4, 3)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-28T22:59:59Z", date(2026, 3, 28)),  # winter time: an hour behind
        ("2026-03-28T23:00:00Z", date(2026, 3, 29)),
        ("2026-03-29T21:59:59Z", date(2026, 3, 29)),  # summer time since that morning: two hours
        ("2026-03-29T22:00:00Z", date(2026, 3, 30)),
        ("2026-10-24T22:00:00Z", date(2026, 10, 25)),
        ("2026-10-25T22:59:59Z", date(2026, 10, 25)),
        ("2026-10-25T23:00:00Z", date(2026, 10, 26)),
        ("2026-11-15T00:30:00+14:00", date(2026, 11, 14)),
        ("2026-11-15T20:00:00-08", date(2026, 11, 16)),
    ],
)
def test_a_moment_becomes_the_day_in_the_time_zone(connection: duckdb.DuckDBPyConnection, text: str, day: date) -> None:
    assert read(connection, parse_dates.day("x", DAY_FIRST), [text]) == [day]


def test_moments_are_kept_in_utc(connection: duckdb.DuckDBPyConnection) -> None:
    texts = [
        "2026-07-15T12:00:00+02:00",
        "15.07.2026 12:00",
        "15.01.2026 12:00:30,5",
        "15.07.2026",
        "2026-07-15T12:00:00Z",
        "soon",
    ]
    assert read(connection, parse_dates.moment("x", DAY_FIRST), texts) == [
        datetime(2026, 7, 15, 10),
        datetime(2026, 7, 15, 10),
        datetime(2026, 1, 15, 11, 0, 30, 500_000),
        datetime(2026, 7, 14, 22),
        datetime(2026, 7, 15, 12),
        None,
    ]


def test_a_format_replaces_the_known_patterns(connection: duckdb.DuckDBPyConnection) -> None:
    short = replace(DAY_FIRST, date_format="%d.%m.%y")
    assert read(connection, parse_dates.day("x", short), ["15.11.26", "2026-11-15"]) == [date(2026, 11, 15), None]
    zoned = replace(DAY_FIRST, date_format="%d %b %Y %H:%M %z")
    assert read(connection, parse_dates.day("x", zoned), ["14 Nov 2026 23:30 +0000"]) == [date(2026, 11, 15)]


def test_a_year_alone_is_its_first_day_where_that_is_meant(connection: duckdb.DuckDBPyConnection) -> None:
    assert read(connection, parse_dates.day("x", DAY_FIRST, bare_year=True), ["1997", "2013 (1888)"]) == [
        date(1997, 1, 1),
        None,
    ]
    assert read(connection, parse_dates.day("x", DAY_FIRST), ["1997"]) == [None]


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        *[
            ("13/4/2026", "day-first"),
            ("4/13/2026", "month-first"),
            ("13-4-2026", "day-first"),
            ("3/4/2026", "?"),
            ("3-4-2026", "?"),
        ],
        *[("3/3/2026", None), ("13/13/2026", None), ("3.4.2026", None), ("2026-03-04", None), ("3/4/26", None), ("", None)],
    ],
)
def test_what_a_text_says_of_the_order(connection: duckdb.DuckDBPyConnection, text: str, vote: str | None) -> None:
    assert read(connection, parse_dates.order_vote("x"), [text]) == [vote]


_DAYS = st.builds(
    lambda day, shape: shape.format(y=day[0], m=day[1], d=day[2]),
    st.tuples(st.integers(1990, 2040), st.integers(0, 14), st.integers(0, 33)),
    st.sampled_from(
        [
            "{y}-{m:02}-{d:02}",
            "{d:02}.{m:02}.{y}",
            "{d}.{m}.{y}",
            "{d}/{m}/{y}",
            "{m:02}/{d:02}/{y}",
            "{y}{m:02}{d:02}",
            "{d:02}-{m:02}-{y}",
        ]
    ),
)
_TIMES = st.sampled_from(
    ["", " 14:30", "T23:30:00Z", " 00:15:00+01:00", "T22:59:59-05:00", " 7:05:09", " 24:00", " 12:61", "T23:30:00+0200"]
)


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.builds(str.__add__, _DAYS, _TIMES) | st.text("0123456789-./ :TZ+", max_size=12), min_size=20, max_size=60))
@pytest.mark.parametrize("order", ["day-first", "month-first"])
def test_days_are_read_as_slowly(connection: duckdb.DuckDBPyConnection, order: str, texts: list[str]) -> None:
    fast = read(connection, parse_dates.day("x", replace(DAY_FIRST, date_order=order)), texts)
    assert dict(zip(texts, fast, strict=True)) == {text: slow_day(text, order, "Europe/Warsaw") for text in texts}

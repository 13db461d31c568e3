"""Amounts and numbers, held against a slow reading."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka.engine.duckdb import parse
from kartoteka.model.cells import CellReading
from kartoteka.pipeline.land.currency import currency_signs
from support.examples import examples
from support.slow_cells import slow_amount

SIGNS = currency_signs("PLN")


def reading(mark: str | None = ",", **rates: str) -> CellReading:
    return CellReading("Europe/Warsaw", "PLN", mark, rates={code: Decimal(rate) for code, rate in rates.items()}, signs=SIGNS)  # type: ignore[arg-type]  # a mark is any text here


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def read(connection: duckdb.DuckDBPyConnection, expression: str, texts: list[str | None]) -> list[object]:
    rows = connection.execute(f"SELECT {expression} FROM (SELECT unnest($1::VARCHAR[]) AS x)", [texts]).fetchall()
    return [value for (value,) in rows]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234,56 zł", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234\u202f567,5", "1234567.5"),
        ("1\u2009234,56 PLN", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1.234", "1234"),
        ("1'234,56", "1234.56"),
        ("1’234’567,00", "1234567"),
        ("PLN 12,50", "12.5"),
        ("zł12,50", "12.5"),
        ("-12,50", "-12.5"),
        ("\u221212,50", "-12.5"),
        ("12,50-", "-12.5"),
        ("(12,50)", "-12.5"),
        ("(1 234,56 zł)", "-1234.56"),
        ("+5", "5"),
        (",5", "0.5"),
        ("100,-", "100"),
        ("  7  ", "7"),
        ("007", "7"),
        ("12,500000", "12.5"),
        ("99999999999999,9999", "99999999999999.9999"),
    ],
)
def test_amount(connection: duckdb.DuckDBPyConnection, text: str, amount: str) -> None:
    assert read(connection, parse.money("x", reading()), [text]) == [Decimal(amount)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1_000",
            "1e3",
            "NaN",
            "inf",
            "-inf",
            "Infinity",
            "0x10",
            "٣",
            "abc",
            "12abc",
            "1,2,3",
            "1.2.3",
            "1 23",
            "12 34",
            "1234 567",
        ),
        *(
            "0.123",
            "1,23456",
            "100000000000000",
            "5 5",
            "--5",
            "-5-",
            "(-5)",
            "(5",
            "5)",
            "zł",
            "5 zł zł",
            "5 XYZ",
            "1.23",
            "12,",
            "-",
        ),
        *("5 USD", "1 000 000,00,00", "1'23", "1 234.567", "=5", "5%"),
    ],
)
def test_not_an_amount(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    assert read(connection, parse.money("x", reading()), [text]) == [None]


_PIECES = st.sampled_from(
    [
        "0",
        "1",
        "12",
        "123",
        "234",
        "567",
        "000",
        "1234",
        ",",
        ".",
        " ",
        "\u00a0",
        "\u202f",
        "'",
        "’",
        "-",
        "+",
        "(",
        ")",
        "zł",
        "PLN",
    ]
)
_SHAPED = st.builds(
    lambda sign, head, mark, groups, point, decimals, tail: sign + mark.join([head, *groups]) + point + decimals + tail,
    st.sampled_from(["", "-", "+", "\u2212", "zł ", "PLN"]),
    st.from_regex("[0-9]{1,4}", fullmatch=True),
    st.sampled_from([" ", "\u00a0", "\u202f", ".", ",", "'", "’"]),
    st.lists(st.from_regex("[0-9]{3}", fullmatch=True), max_size=4),
    st.sampled_from(["", ".", ","]),
    st.from_regex("[0-9]{0,6}", fullmatch=True),
    st.sampled_from(["", " zł", "zł", " PLN", "-", " "]),
)


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(_SHAPED | st.lists(_PIECES, max_size=7).map("".join) | st.text(max_size=8), min_size=20, max_size=60))
@pytest.mark.parametrize("mark", [",", "."])
def test_amounts_are_read_as_slowly(connection: duckdb.DuckDBPyConnection, mark: str, texts: list[str]) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts if "\0" not in text]
    fast = read(connection, parse.money("x", reading(mark)), list(texts))
    assert dict(zip(texts, fast, strict=True)) == {text: slow_amount(text, mark) for text in texts}


def test_without_a_settled_mark_only_marks_between_groups_are_read(connection: duckdb.DuckDBPyConnection) -> None:
    texts = ["1234", "1 234", "1.234", "1,5"]
    assert read(connection, parse.money("x", reading(None)), list(texts)) == [Decimal(1234), Decimal(1234), None, None]


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        *[
            (text, ",")
            for text in (
                "12,5",
                "1234,567",
                "0,123",
                "1.234,567",
                "1.234.567",
                "1 234,567",
                "1’234,567",
                ",5",
                "100,-",
                "5,00 zł",
            )
        ],
        *[(text, ".") for text in ("12.5", "1234.567", "0.123", "1,234.567", "1,234,567", "$1,234.50", ".500", "(12.5)")],
        *[(text, "?") for text in ("1,234", "1.234", "123,456", "-1,234", "1.234 zł", "руб. 1.234")],
        *[(text, None) for text in ("1234", "", "abc", "5 руб.", "1 234", "12.11.2026", "1,2,3", "1.23.456")],
    ],
)
def test_what_a_text_says_of_the_decimal_mark(connection: duckdb.DuckDBPyConnection, text: str, vote: str | None) -> None:
    assert read(connection, parse.decimal_vote("x"), [text]) == [vote]


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(_SHAPED, min_size=20, max_size=60))
def test_a_clear_vote_fits_one_reading_alone(connection: duckdb.DuckDBPyConnection, texts: list[str]) -> None:
    votes = read(connection, parse.decimal_vote("x"), list(texts))
    with_mark = {
        mark: read(connection, parse.number("x", reading(mark)), [t.replace("zł", "").replace("PLN", "") for t in texts])
        for mark in ",."
    }
    for text, vote, comma, point in zip(texts, votes, with_mark[","], with_mark["."], strict=True):
        if comma is not None and point is not None and comma != point:
            assert vote == "?", text
        if vote == ",":
            assert point is None, text
        if vote == ".":
            assert comma is None, text


def test_foreign_amounts_are_rounded_half_up(connection: duckdb.DuckDBPyConnection) -> None:
    texts = ["10 EUR", "€1,0001", "0,0001 EUR", "-0,0001 EUR", "EUR 99999999999999"]
    found = read(connection, parse.money("x", reading(",", EUR="4.50005")), list(texts))
    assert found == [Decimal("45.0005"), Decimal("4.5005"), Decimal("0.0005"), Decimal("-0.0005"), None]


def test_the_currency_of_the_row(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE OR REPLACE TABLE rows AS SELECT * FROM (VALUES ('2', 'EUR'), ('2', 'eur'), ('2', '€'), ('2', 'zł'), "
        "('2', NULL), ('2', ''), ('2 zł', 'EUR'), ('2 EUR', 'EUR'), ('2 EUR', NULL), ('2', 'XXX'), ('2', 'USD')) t(x, c)"
    )
    found = connection.execute(f"SELECT {parse.money('x', reading(',', EUR='4.5'), 'c')} FROM rows").fetchall()
    nine, two = Decimal(9), Decimal(2)
    assert [value for (value,) in found] == [nine, nine, nine, two, two, two, None, nine, nine, None, None]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("12,00", 12),
        ("1 000", 1000),
        ("-3", -3),
        ("12,5", None),
        ("5 zł", None),
        ("1 000+", None),
        ("250 to 499", None),
    ],
)
def test_whole_number(connection: duckdb.DuckDBPyConnection, text: str, number: int | None) -> None:
    assert read(connection, parse.integer("x", reading()), [text]) == [number]

"""CSV as a spreadsheet opens it: the bytes, the countries, and cells that would run."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

from kartoteka import Boolean, ConfigError, Day, Integer, Moment, Money, Number, Text
from kartoteka_csv.exporter import CsvExporter
from support.exporting import Desk, TableRows, exporter, rows_of, texts, written

EVERYTHING = rows_of(
    {
        "customer_id": (Text, ["1", "2"]),
        "name": (Text, ["Żółw; Spółka", None]),
        "orders": (Integer, [-3, None]),
        "share": (Number, [0.1 + 0.2, float("nan")]),
        "turnover": (Money, [Decimal("-1234.5"), None]),
        "active": (Boolean, [True, None]),
        "last": (Day, [date(2026, 11, 30), None]),
        "seen": (Moment, [datetime(2026, 11, 30, 8, 5, 1), None]),
    }
)


def test_the_bytes_for_poland(tmp_path: Path) -> None:
    assert (
        written(CsvExporter, tmp_path, EVERYTHING, locale="pl")
        == (
            "\ufeffcustomer_id;name;orders;share;turnover;active;last;seen\r\n"
            '1;"Żółw; Spółka";-3;0,30000000000000004;-1234,50;true;2026-11-30;2026-11-30T08:05:01Z\r\n'
            "2;;;;;;;\r\n"
        ).encode()
    )


def test_the_bytes_for_england(tmp_path: Path) -> None:
    assert (
        written(CsvExporter, tmp_path, EVERYTHING, locale="en")
        == (
            "\ufeffcustomer_id,name,orders,share,turnover,active,last,seen\r\n"
            "1,Żółw; Spółka,-3,0.30000000000000004,-1234.50,true,2026-11-30,2026-11-30T08:05:01Z\r\n"
            "2,,,,,,,\r\n"
        ).encode()
    )


@pytest.mark.parametrize("locale", ["pl", "fr", "ru"])
def test_where_the_comma_is_decimal_the_semicolon_separates(tmp_path: Path, locale: str) -> None:
    rows = rows_of({"a": (Money, [Decimal("1.5")]), "b": (Number, [2.5])})
    assert written(CsvExporter, tmp_path, rows, locale=locale, encoding="utf-8") == b"a;b\r\n1,50;2,5\r\n"


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"delimiter": ","}, b"1.50,2.5\r\n"),
        ({"delimiter": "\t"}, b"1,50\t2,5\r\n"),
        ({"delimiter": "|", "decimal": "."}, b"1.50|2.5\r\n"),
        ({"decimal": "."}, b"1.50;2.5\r\n"),
        ({"line_ending": "lf"}, b"1,50;2,5\n"),
    ],
)
def test_every_default_gives_way_to_an_option(tmp_path: Path, options: dict[str, Any], line: bytes) -> None:
    rows = rows_of({"a": (Money, [Decimal("1.5")]), "b": (Number, [2.5])})
    assert written(CsvExporter, tmp_path, rows, locale="pl", encoding="utf-8", header=False, **options) == line


def test_a_decimal_comma_brings_the_semicolon_along(tmp_path: Path) -> None:
    rows = rows_of({"a": (Number, [2.5]), "b": (Text, ["x"])})
    assert written(CsvExporter, tmp_path, rows, decimal=",", encoding="utf-8", header=False) == b"2,5;x\r\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"delimiter": ",", "decimal": ","}, "A comma cannot stand between cells and in numbers too"),
        ({"encoding": "cp12500"}, "'cp12500' is no encoding of text"),
        ({"encoding": "base64"}, "'base64' is no encoding of text"),
        ({"date_format": "DD.MM.YYYY"}, "write one with %d, %m and %Y"),
        ({"delimiter": "x"}, "Must be one of"),
    ],
)
def test_options_that_cannot_be_are_told(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        exporter(CsvExporter, tmp_path, path="x.csv", **options)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("amount", "text"),
    [("12.5", "12.50"), ("12", "12.00"), ("12.345", "12.345"), ("0.0001", "0.0001"), ("-0.5", "-0.50"), ("100", "100.00"),
     ("99999999999999.9999", "99999999999999.9999")],
)  # fmt: skip
def test_money_is_exact(tmp_path: Path, amount: str, text: str) -> None:
    rows = rows_of({"a": (Money, [Decimal(amount)])})
    assert written(CsvExporter, tmp_path, rows, encoding="ascii", header=False) == f"{text}\r\n".encode()


def test_days_as_they_are_written_in_germany(tmp_path: Path) -> None:
    rows = rows_of({"day": (Day, [date(2026, 1, 2), None, date(2024, 2, 29)]), "x": (Text, ["a", "b", "c"])})
    assert written(CsvExporter, tmp_path, rows, date_format="%d.%m.%Y", encoding="ascii", header=False) == (
        b"02.01.2026,a\r\n,b\r\n29.02.2024,c\r\n"
    )


DEFUSED = [
    "=1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-cmd|x", "@SUM(A1)", "-1+1", "-2+3", "+1-1", "+1+1", "-2*3", "+1 2",
    "+48-22-555-01-00", "+48/22/555", "\t=1", "\tname", "\rname", "\nname", " =1", "\u00a0=1", "\ufeff=1", "\u200b=1", "\0=1",
    "＝1", "＋cmd", "－1+1", "＠SUM(A1)", "=", "-", "+", "@", "--1", "+(1)", "-1e5", "+1e5", "-@x", "+48 22 555 =1",
    "+48 22 A1 00", "-5 555 01 00 12", '=HYPERLINK("http://x","y")', "+48 22 555 01 00;=1", "+48 22 555 01 00\n=1",
    "+1(1)*2(34567)",
]  # fmt: skip
LEFT_ALONE = [
    "+48 22 555 01 00", "+48225550100", "+48\u00a022\u00a0555\u00a001\u00a000", "+48 (22) 555 01 00", "+48 22 555-01-00",
    "+7 (495) 123-45-67", "+7(495)123-45-67", "+33 1.23.45.67.89", "+1.555.010.0100", "-5", "+5", "-12,50", "-12.50",
    "-1 234,56", "22 555 01 00", "(22) 555-01-00", "0048 22 555 01 00", "a=1", "Anna-Maria", "biuro@firma.pl", "", "'=1",
    "1-1", "Ж", "5%",
]  # fmt: skip


def _single(tmp_path: Path, text: str, **options: Any) -> str:
    content = written(CsvExporter, tmp_path, texts("x", text), header=False, encoding="utf-8", **options).decode()
    return list(csv.reader(io.StringIO(content, newline="")))[1][0]


@pytest.mark.parametrize("text", DEFUSED)
def test_text_that_a_spreadsheet_would_run_is_defused(tmp_path: Path, text: str) -> None:
    assert _single(tmp_path, text) == f"'{text}"
    assert _single(tmp_path / "unsafe", text, formula_safe=False) == text


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_text_that_runs_nowhere_is_left_alone(tmp_path: Path, text: str) -> None:
    assert _single(tmp_path, text) == text


def test_a_header_is_text_like_any_other(tmp_path: Path) -> None:
    rows = rows_of({"=1+1": (Text, ["a"]), 'say "hi", you': (Text, ["b"])})
    assert written(CsvExporter, tmp_path, rows, encoding="utf-8") == b'\'=1+1,"say ""hi"", you"\r\na,b\r\n'


def test_an_empty_list_is_its_header(tmp_path: Path) -> None:
    assert written(CsvExporter, tmp_path, rows_of({"a": (Text, []), "b": (Money, [])}), encoding="utf-8") == b"a,b\r\n"


def test_a_line_is_never_empty(tmp_path: Path) -> None:
    assert written(CsvExporter, tmp_path, texts("a", None, ""), encoding="utf-8") == b'name\r\na\r\n""\r\n""\r\n'


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.text(alphabet='ab;,|"\r\n\t=+-1 Żю', max_size=6), st.none() | st.text(max_size=4)), max_size=8),
    st.sampled_from(",;|\t"),
    st.integers(1, 3),
)
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str | None]], delimiter: str, batch_rows: int
) -> None:
    columns = {"a": (Text, [one for one, _ in cells]), "b": (Text, [two for _, two in cells])}
    content = written(
        CsvExporter,
        tmp_path_factory.mktemp("csv"),
        rows_of(columns, batch_rows=batch_rows),
        delimiter=delimiter,
        formula_safe=False,
        encoding="utf-8",
    )
    read = list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=delimiter, strict=True))
    assert read == [["a", "b"], *([one, two or ""] for one, two in cells)]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="=+-@\t\r\n ＝＋1205a()./|'\u00a0\ufeff", min_size=1, max_size=9))
def test_no_cell_begins_as_a_formula(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """What is left alone is a number with a sign, or has no operator that could be applied."""
    cell = _single(tmp_path_factory.mktemp("csv"), text)
    bare = text.lstrip("\ufeff\u00a0 \t\r\n")
    if cell == text and bare[:1] in set("=+-@＝＋"):
        assert bare[0] in "+-"
        assert bare[1:2].isdigit()
        sums = [sign for sign in "+-/" if sign in bare[1:]]
        assert not sums or " " in bare or "(" in bare or "\u00a0" in bare


def test_many_chunks_stay_in_order(tmp_path: Path) -> None:
    numbers = range(150_000)
    rows = rows_of(
        {"n": (Integer, numbers), "t": (Text, [f"-{n}x" if n % 7 == 0 else str(n) for n in numbers])}, batch_rows=9_999
    )
    lines = written(CsvExporter, tmp_path, rows, encoding="utf-8").decode().split("\r\n")
    assert lines[1:-1] == [f"{n},'-{n}x" if n % 7 == 0 else f"{n},{n}" for n in numbers]


def test_the_same_rows_give_the_same_bytes_however_they_arrive(tmp_path: Path) -> None:
    rows = [TableRows(EVERYTHING.columns, EVERYTHING.table, {}, size) for size in (1, 2)]
    assert written(CsvExporter, tmp_path, rows[0]) == written(CsvExporter, tmp_path, rows[1])


def test_other_encodings(tmp_path: Path) -> None:
    assert written(CsvExporter, tmp_path, texts("Łódź"), encoding="cp1250") == "name\r\nŁódź\r\n".encode("cp1250")
    assert written(CsvExporter, tmp_path, texts("Łódź"), encoding="utf-16") == b"\xff\xfe" + "name\r\nŁódź\r\n".encode(
        "utf-16-le"
    )


def test_a_character_that_the_encoding_does_not_have(tmp_path: Path) -> None:
    rows = rows_of({"customer_id": (Text, ["1", "2"]), "name": (Text, ["Łódź", "ООО Ромашка"])})
    with pytest.raises(ConfigError) as caught:
        written(CsvExporter, tmp_path, rows, encoding="cp1250")
    assert str(caught.value).startswith("row 2, column name: 'ООО Ромашка' has 'О', which the encoding cp1250 does not have\n")
    assert "errors: replace" in str(caught.value)
    assert written(CsvExporter, tmp_path, rows, encoding="cp1250", errors="replace").endswith(b"2,??? ???????\r\n")
    with pytest.raises(ConfigError, match="the header: 'имя' has 'и'"):
        written(CsvExporter, tmp_path, rows_of({"имя": (Text, [])}), encoding="cp1250")


def test_a_failed_write_leaves_the_last_list(tmp_path: Path) -> None:
    Desk(tmp_path / "s").deliver(exporter(CsvExporter, tmp_path, path="x.csv"), texts("a"))
    with pytest.raises(ConfigError):
        exporter(CsvExporter, tmp_path, path="x.csv", encoding="ascii").prepare(texts("ż"), Desk(tmp_path / "s", "2").staging)
    assert (tmp_path / "x.csv").read_bytes() == b"\xef\xbb\xbfname\r\na\r\n"

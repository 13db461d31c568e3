"""What a person reads when an input is bad."""

from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kartoteka.config.project import MaxRejects
from kartoteka.errors import ConfigError, InputError, KartotekaError, TooManyRejects
from support.landing import Landing, emptied_of, rejects_of, rows_of

HEAD = "Nr zamówienia;Nr klienta;Data zamówienia;Wartość netto\n"
GOOD = "Z1;K1;15.11.2026;12,50\n"


@pytest.fixture
def landing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Landing:
    monkeypatch.chdir(tmp_path)  # paths are told as they can be typed in the current folder
    return Landing(tmp_path)


def reasons(landing: Landing, rows: str, *, head: str = HEAD, **options: Any) -> list[tuple[str, str, str, str]]:
    landing.write("orders.csv", head + rows)
    landed = landing.land("orders", "orders.csv", **options)
    assert landed.rows_read == landed.rows_landed + landed.rows_rejected == len(rows_of(landed)) + len(rejects_of(landed))
    return [(row["file"], row["line"], row["reason"], row["raw"]) for row in rejects_of(landed)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Z2;K1;15.11.2026;abc", "amount: 'abc' is not an amount"),
        ("Z2;K1;15.11.2026;1_000", "amount: '1_000' is not an amount"),
        ("Z2;K1;15.11.2026;1e3", "amount: '1e3' is not an amount"),
        ("Z2;K1;15.11.2026;NaN", "amount: 'NaN' is not an amount"),
        ("Z2;K1;15.11.2026;1,23456", "amount: '1,23456' has more than 4 decimals"),
        ("Z2;K1;15.11.2026;123456789012345", "amount: '123456789012345' is too large"),
        ("Z2;K1;15.11.2026;", "amount is empty"),
        ("Z2;;15.11.2026;5", "customer_id is empty"),
        ("Z2;K1;  ;5", "ordered_on is empty"),
        ("Z2;;;", "customer_id is empty; ordered_on is empty; amount is empty"),
        ("Z2;K1;31.02.2026;5", "ordered_on: '31.02.2026' is not a day of the calendar"),
        ("Z2;K1;15.11.2026 25:00;5", "ordered_on: '15.11.2026 25:00' is not a moment: its day, time or zone does not exist"),
        ("Z2;K1;15.11.26;5", "ordered_on: '15.11.26' has a year of two digits; write date_format, such as '%d.%m.%y'"),
        ("Z2;K1;15/11/26;5", "ordered_on: '15/11/26' has a year of two digits; write date_format, such as '%d/%m/%y'"),
        ("Z2;K1;11-15-26;5", "ordered_on: '11-15-26' has a year of two digits; write date_format, such as '%m-%d-%y'"),
        (
            "Z2;K1;15.11.2026 r.;5",
            "ordered_on: '15.11.2026 r.' is a day in an unknown form; write date_format, such as '%d.%m.%Y r.'",
        ),
        (
            "Z2;K1;2026-11.15;5",
            "ordered_on: '2026-11.15' is a day in an unknown form; write date_format, such as '%Y-%m.%d'",
        ),
        ("Z2;K1;31.02.2026 r.;5", "ordered_on: '31.02.2026 r.' is not a day of the calendar"),
        ("Z2;K1;31/13/2026;5", "ordered_on: '31/13/2026' is not a day of the calendar"),
        ("Z2;K1;46341;5", "ordered_on: '46341' looks like a spreadsheet's count of days; export the column as dates"),
        (
            "Z2;K1;wczoraj;5",
            "ordered_on: 'wczoraj' is not a day; write it like 2026-11-15, 15.11.2026 or 15/11/2026, or set date_format",
        ),
        ("Z2;K1;15.11.2026;5;6", "has 5 cells where the header has 4"),
        ("Z2;K1;15.11.2026", "has 3 cells where the header has 4"),
        ("Z2", "has 1 cell where the header has 4"),
        ('Z2;"K1;15.11.2026;5', "opens a quote that is not closed"),
        ('Z2;"K1"x;15.11.2026;5', "has text after a closing quote"),
    ],
)
def test_a_row_that_cannot_be_used(landing: Landing, row: str, reason: str) -> None:
    assert reasons(landing, GOOD + row + "\n" + GOOD.replace("Z1", "Z3")) == [("orders.csv", "3", reason, row)]


@pytest.mark.parametrize(("cell", "form"), [("15.11.2026 r.", "%d.%m.%Y r."), ("15/11/26", "%d/%m/%y")])
def test_the_form_that_a_reason_advises_reads_the_cell(landing: Landing, cell: str, form: str) -> None:
    rows = f"Z2;K1;{cell};5\n"
    assert repr(form) in reasons(landing, rows)[0][2]
    assert reasons(landing, rows, reading={"date_format": form}) == []


def test_bytes_that_are_no_characters(landing: Landing) -> None:
    landing.write("orders.csv", (HEAD + GOOD).encode() + b"Z2;K\xff1;15.11.2026;5\n")
    (row,) = rejects_of(landing.land("orders", "orders.csv", encoding="utf-8"))
    assert row["reason"] == "has bytes that are no characters in utf-8; say which encoding the file has"
    assert (row["line"], row["raw"]) == ("3", "Z2;K\ufffd1;15.11.2026;5")


def test_what_comes_after_a_quote_without_end_is_read(landing: Landing) -> None:
    rows = GOOD + '"Z2;K1;15.11.2026;5\nZ3;K1;15.11.2026;6\nZ4;"K\n1";15.11.2026;7\nZ5;K1;15.11.2026;x\n'
    assert [(line, reason) for _, line, reason, _ in reasons(landing, rows)] == [
        ("3", "opens a quote that is not closed"),
        ("7", "amount: 'x' is not an amount"),
    ]


def test_the_first_row_of_a_customer_stays(landing: Landing) -> None:
    landing.write("customers-a.csv", "Nr klienta;Nazwa\nK1;Pierwszy\nK2;Drugi\n")
    landing.write("customers-b.csv", "Nazwa;Nr klienta\nTrzeci;K3\nZnowu;K1\n")
    landed = landing.land("customers", "customers-*.csv")
    assert [row["name"] for row in rows_of(landed)] == ["Pierwszy", "Drugi", "Trzeci"]
    assert rejects_of(landed) == [
        {
            "file": "customers-b.csv",
            "line": "3",
            "reason": "customer_id 'K1' is taken already, by customers-a.csv, line 2; the first row stays",
            "raw": "Znowu;K1",
        }
    ]


def test_an_order_of_two_customers_is_rejected_with_all_its_lines(landing: Landing) -> None:
    rows = "Z1;K1;15.11.2026;1\nZ2;K1;15.11.2026;1\nZ1;K2;15.11.2026;1\n"
    reason = "the lines of order 'Z1' name 2 customers: 'K1' and 'K2'"
    assert [(line, told) for _, line, told, _ in reasons(landing, rows)] == [("2", reason), ("4", reason)]


def error(landing: Landing, **options: Any) -> str:
    with pytest.raises(KartotekaError) as caught:
        landing.land("orders", "orders.csv", **options)
    return str(caught.value)


def test_a_decimal_mark_that_nothing_settles(landing: Landing) -> None:
    landing.write("orders.csv", HEAD + "Z1;K1;15.11.2026;1,234\nZ2;K1;15.11.2026;5\n")
    assert error(landing) == (
        "orders.csv, line 2: '1,234' may have a decimal mark or a thousands mark, "
        "and no other number of this source settles it\n"
        '  Say which mark stands before the decimals: decimal: "," or decimal: "." under pipelines.shop.sources.orders.'
    )
    assert [row["amount"] for row in rows_of(landing.land("orders", "orders.csv", reading={"decimal": ","}))] == [
        Decimal("1.234"),
        5,
    ]
    assert [row["amount"] for row in rows_of(landing.land("orders", "orders.csv", reading={"decimal": "."}))] == [1234, 5]


def test_two_decimal_marks(landing: Landing) -> None:
    landing.write("orders.csv", HEAD + "Z1;K1;15.11.2026;12,50\nZ2;K1;15.11.2026;12.50\n")
    assert error(landing) == (
        "the numbers of this source have two decimal marks: '12,50' (orders.csv, line 2) has a comma, "
        "'12.50' (orders.csv, line 3) a point\n"
        '  Say which one is meant: decimal: "," or decimal: "." under pipelines.shop.sources.orders; '
        "rows with the other are then rejected."
    )
    (row,) = rejects_of(landing.land("orders", "orders.csv", reading={"decimal": ","}))
    assert row["reason"] == "amount: '12.50' is not an amount; the decimal mark of this source is a comma"


def test_an_order_of_dates_that_nothing_settles(landing: Landing) -> None:
    landing.write("orders.csv", HEAD + "Z1;K1;3/4/2026;5\nZ2;K1;5/5/2026;5\n")
    assert error(landing) == (
        "orders.csv, line 2: '3/4/2026' may begin with the day or the month, and no other date of this source settles it\n"
        "  Say which comes first: date_order: day-first or date_order: month-first under pipelines.shop.sources.orders."
    )


def test_two_orders_of_dates(landing: Landing) -> None:
    landing.write("orders.csv", HEAD + "Z1;K1;31/12/2025;5\nZ2;K1;12/31/2025;5\n")
    assert error(landing).startswith(
        "the dates of this source follow two orders: '31/12/2025' (orders.csv, line 2) begins with the day, "
        "'12/31/2025' (orders.csv, line 3) with the month\n"
    )
    (row,) = rejects_of(landing.land("orders", "orders.csv", reading={"date_order": "day-first"}))
    assert row["reason"] == "ordered_on: '12/31/2025' is not a day when dates are day-first, as those of this source"


@pytest.mark.parametrize("row", ["Z2;K1;15.11.2026;5 EUR;", "Z2;K1;15.11.2026;€5;", "Z2;K1;15.11.2026;5;eur"])
def test_a_currency_without_a_rate(landing: Landing, row: str) -> None:
    landing.write("orders.csv", HEAD.replace("\n", ";Waluta\n") + f"Z1;K1;15.11.2026;12,50;PLN\n{row}\n")
    assert error(landing) == (
        "orders.csv, line 3: an amount is in EUR, and there is no rate for it\n"
        "  Say in the pipeline what 1 EUR is worth in PLN: rates: {EUR: …}."
    )
    landing.rates = {"EUR": Decimal("4.3")}
    assert [row["amount"] for row in rows_of(landing.land("orders", "orders.csv"))] == [Decimal("12.5"), Decimal("21.5")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Z2;K1;15.11.2026;5 EUR;PLN", "the amount is in EUR, but the currency of the row is PLN"),
        ("Z2;K1;15.11.2026;5;ABC", "currency: 'ABC' is not a currency"),
        ("Z2;K1;15.11.2026;5 abc;", "amount: '5 abc' is not an amount"),
    ],
)
def test_a_currency_that_cannot_be_understood(landing: Landing, row: str, reason: str) -> None:
    landing.rates = {"EUR": Decimal("4.3")}
    assert reasons(landing, row + "\n", head=HEAD.replace("\n", ";Waluta\n")) == [("orders.csv", "2", reason, row)]


def test_too_many_rejects(landing: Landing) -> None:
    landing.write("orders.csv", HEAD + "".join(f"Z{n};K1;15.11.2026;{'x' if n < 11 else '5'}\n" for n in range(100)))
    with pytest.raises(TooManyRejects) as caught:
        landing.land("orders", "orders.csv", max_rejects=MaxRejects())
    first, *shown, last = str(caught.value).splitlines()
    assert first == "11 of 100 rows of orders cannot be used, more than max_rejects allows (10 rows and 1 %):"
    assert shown == [f"  orders.csv:{n + 2}: amount: 'x' is not an amount: Z{n};K1;15.11.2026;x" for n in range(5)] + ["  …"]
    prefix, _, rest = last.partition("All of them are in ")
    place, _, advice = rest.partition(". Mend ")
    assert not prefix.strip()
    assert (landing.folder / place).read_text(encoding="utf-8").count("is not an amount") == 11
    assert advice == "the export or the options of the source, or raise max_rejects."
    with pytest.raises(TooManyRejects):  # also when the rows are not read again
        landing.land("orders", "orders.csv", max_rejects=MaxRejects())
    assert landing.land("orders", "orders.csv", max_rejects=MaxRejects(Decimal("0.2"), 10)).reused


@pytest.mark.parametrize(
    ("above", "skipped"),
    [
        ("Raport sprzedaży za 2026\n\n", 2),
        ("Raport sprzedaży za 2026;;;\nfirma;ABC;;\n\n", 3),
        ('"Raport\nsprzedaży";;;\n', 2),
    ],
)
def test_lines_above_the_header(landing: Landing, above: str, skipped: int) -> None:
    landing.write("orders.csv", above + HEAD + GOOD)
    assert landing.land("orders", "orders.csv").rows_landed == 1
    with pytest.raises(ConfigError, match="no column was recognised as 'customer_id'") as caught:
        landing.land("orders", "orders.csv", skip_lines=0, header=True)
    assert {problem.hint for problem in caught.value.problems} == {
        f"line {skipped + 1} looks like the header: skip_lines: {skipped}"
    }
    assert landing.land("orders", "orders.csv", skip_lines=skipped).rows_landed == 1


def test_lines_above_the_header_of_a_further_file(landing: Landing) -> None:
    landing.write("orders-1.csv", HEAD + GOOD)
    landing.write("orders-2.csv", "Raport sprzedaży za 2026\n\n" + HEAD + GOOD)
    assert landing.land("orders", "orders-*.csv").rows_landed == 2
    with pytest.raises(InputError) as caught:
        landing.land("orders", "orders-*.csv", skip_lines=0)
    assert str(caught.value) == (
        "orders-2.csv: no column was recognised as 'customer_id', which orders need "
        "(whose order it is: the customer's own `customer_id`)\n"
        "  line 3 looks like the header: skip_lines: 2\n"
        "  Options hold for all files of a source, so they have to be exported alike."
    )


def test_lines_above_a_header_that_is_written(landing: Landing) -> None:
    landing.write("orders.csv", "Raport;;\nKto;Kiedy;Ile\nK1;15.11.2026;5\n")
    columns: dict[str, str | int] = {"customer_id": "Kto", "ordered_on": "Kiedy", "amount": "Ile"}
    assert landing.land("orders", "orders.csv", columns=columns).rows_landed == 1
    with pytest.raises(ConfigError, match=r"the file has no column 'Kto'\n  line 2 looks like the header: skip_lines: 1\n"):
        landing.land("orders", "orders.csv", columns=columns, skip_lines=0)


def test_a_title_above_headers_that_nobody_knows(landing: Landing) -> None:
    landing.write("orders.csv", "Raport;;\nA1;B1;C1\nK1;15.11.2026;5\n")
    with pytest.raises(ConfigError, match="has one filled cell; say how many lines stand above it: skip_lines: …"):
        landing.land("orders", "orders.csv", skip_lines=0)


def test_one_column_because_of_the_delimiter(landing: Landing) -> None:
    landing.write("orders.csv", "customer_id   ordered_on   amount\nK1   2026-11-15   5\n")
    assert landing.land("orders", "orders.csv").rows_landed == 1
    with pytest.raises(ConfigError, match="the file has one column; if it should have more, say what separates them: delimit"):
        landing.land("orders", "orders.csv", delimiter=";")


def test_a_file_without_a_header(landing: Landing) -> None:
    landing.write("orders.csv", "K1;15.11.2026;5\nK2;16.11.2026;6\n")
    with pytest.raises(
        ConfigError, match=r"the file seems to have no header, for its first row is 'K1;15.11.2026;5'; name its"
    ):
        landing.land("orders", "orders.csv")
    assert landing.land("orders", "orders.csv", header=["customer_id", "ordered_on", "amount"]).rows_landed == 2


def test_headers_that_nobody_knows_have_no_other_line(landing: Landing) -> None:
    landing.write("orders.csv", "A1;B1;C1\nK1;15.11.2026;5\n")
    with pytest.raises(ConfigError, match=r"columns: \{customer_id: …\}; the columns are 'A1', 'B1', 'C1'"):
        landing.land("orders", "orders.csv")


@pytest.mark.parametrize("start", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_workbook_that_is_called_csv(landing: Landing, start: bytes) -> None:
    landing.write("orders.csv", start + bytes(range(256)) * 4)
    assert error(landing) == "orders.csv is a workbook, not a CSV file\n  Read it with use: excel."


@pytest.mark.parametrize("path", ["data", "data/"])
def test_a_folder_instead_of_a_file(landing: Landing, path: str) -> None:
    landing.write("data/orders.csv", HEAD + GOOD)
    with pytest.raises(InputError) as caught:
        landing.land("orders", path)
    assert str(caught.value) == f"{path!r} is a folder, not a file\n  Take the files in it: path: data/*.csv"
    assert landing.land("orders", "data/*.csv").rows_landed == 1


def test_no_such_file(landing: Landing) -> None:
    landing.write("data/customers.csv", "x")
    with pytest.raises(InputError) as caught:
        landing.land("orders", "data/orders-*.csv")
    assert str(caught.value) == (
        f"no file 'data/orders-*.csv'; looked for {landing.folder}/data/orders-*.csv\n"
        f"  In {landing.folder}/data there are: customers.csv."
    )


@pytest.mark.parametrize(
    ("name", "content"), [("orders.csv.gz", gzip.compress(b"a;b\n" * 99, mtime=0)[:-9]), ("orders.csv.zst", b"no")]
)
def test_a_file_that_cannot_be_unpacked(landing: Landing, name: str, content: bytes) -> None:
    landing.write(name, content)
    with pytest.raises(InputError, match=rf"^{name} cannot be unpacked: "):
        landing.land("orders", name)


def test_an_empty_file(landing: Landing) -> None:
    landing.write("orders.csv", "\n\n")
    assert error(landing) == "orders.csv is empty\n  It should at least have a header."


def test_a_file_of_a_pattern_without_a_column(landing: Landing) -> None:
    landing.write("orders-1.csv", HEAD + GOOD)
    landing.write("orders-2.csv", "Nr zamówienia;Nr klienta;Data zamówienia\nZ1;K1;15.11.2026\n")
    with pytest.raises(InputError, match=r"^orders-2\.csv: no column was recognised as 'amount'"):
        landing.land("orders", "orders-*.csv")
    landing.write("orders-2.csv", HEAD.replace("\n", ";Towar\n") + "Z2;K1;15.11.2026;5;Wizytówki\n")
    with pytest.raises(InputError) as caught:
        landing.land("orders", "orders-*.csv")
    assert str(caught.value) == (
        "orders-1.csv has no column for 'product', which orders-2.csv has\n"
        "  All files of a source need the same columns; their order may differ."
    )


def test_a_column_that_is_missing_is_a_problem_of_the_project_file(landing: Landing) -> None:
    landing.write("orders.csv", "Nr zamówienia;Nr klienta;Data zamówienia\nZ1;K1;15.11.2026\n")
    with pytest.raises(ConfigError, match="no column was recognised as 'amount'") as caught:
        landing.land("orders", "orders.csv")
    assert caught.value.problems[0].key == "pipelines.shop.sources.orders.columns"


def test_names_that_do_not_fit_the_first_row(landing: Landing) -> None:
    landing.write("orders.csv", "K1;15.11.2026;5\n")
    assert error(landing, header=["customer_id", "ordered_on"]).startswith(
        "orders.csv: header names 2 columns (customer_id, ordered_on), but the first row has 3 cells\n"
    )


def test_cells_of_optional_columns_are_emptied_and_told(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    landing.write(
        "customers.csv",
        "Nr klienta;Zatrudnienie;Rok założenia;consent_email\n"
        "K1;120;1997;tak\nK2;dużo;2013 (1888);tak, ale nie SMS\nK3;;;NIE\n",
    )
    landed = landing.land("customers", "customers.csv")
    assert (landed.rows_read, landed.rows_landed, landed.cells_emptied) == (3, 3, 3)
    found = [(row["employees"], row["founded_on"] and row["founded_on"].year, row["consent_email"]) for row in rows_of(landed)]
    assert found == [(120, 1997, True), (None, None, None), (None, None, False)]
    assert {(row["line"], row["column"], row["cell"]) for row in emptied_of(landed)} == {
        ("3", "employees", "dużo"),
        ("3", "founded_on", "2013 (1888)"),
        ("3", "consent_email", "tak, ale nie SMS"),
    }
    monkeypatch.chdir(landing.folder.parent)
    assert (
        "cells of employees that could not be read and were left empty: 1; "
        f"the first is {landing.folder.name}/customers.csv, line 3: employees: 'dużo' is not a whole number; "
        "a band is written like 50-249, 250+ or <50"
    ) in landed.sentences(landing.folder)
    assert landing.land("customers", "customers.csv").sentences(landing.folder) == landed.sentences(landing.folder)


def test_what_was_settled_is_told_when_it_changes(landing: Landing) -> None:
    landing.write("orders.csv", HEAD + "Z1;K1;31/10/2026;12,50\n", "cp1250")
    before = landing.land("orders", "orders.csv")
    assert (before.settled["decimal"], before.settled["date_order"], before.warnings) == (",", "day-first", ())
    landing.write("orders.csv", HEAD.replace(";", ",") + "Z1,K1,10/31/2026,12.50\n")
    assert landing.land("orders", "orders.csv").warnings == (
        "the decimal mark of orders was ',' last time and is '.' now",
        "the order of dates of orders was 'day-first' last time and is 'month-first' now",
        "the encoding of orders.csv was 'cp1250' last time and is 'utf-8' now",
        "the delimiter of orders.csv was ';' last time and is ',' now",
    )


def test_a_calculation_over_a_cell_that_cannot_be_read(landing: Landing) -> None:
    head = "Nr zamówienia;Nr klienta;Data zamówienia;Sztuk;Cena\n"
    rows = "Z1;K1;15.11.2026;3;1 000,3333 zł\nZ2;K1;15.11.2026;trzy;2,50\nZ3;K1;15.11.2026;;2,50\n"
    landing.write("orders.csv", head + rows)
    landed = landing.land("orders", "orders.csv", columns={"amount": "Sztuk * Cena"})
    assert [row["amount"] for row in rows_of(landed)] == [Decimal("3000.9999")]
    assert [row["reason"] for row in rejects_of(landed)] == [
        "amount cannot be computed: Sztuk: 'trzy' is not an amount",
        "amount cannot be computed: Sztuk is empty",
    ]

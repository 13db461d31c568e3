"""Delimiters, quotes, headers, lines before the header, patterns of files."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kartoteka.components.source import CsvFile
from kartoteka.pipeline.land.careful import careful_rows
from support.landing import Landing, rows_of
from support.shared_data import shared_data


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


def described(landing: Landing, content: str, **options: Any) -> CsvFile:
    path = landing.write("customers.csv", content)
    return landing.csv("customers", {"path": "customers.csv", **options}).describe(path)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(landing: Landing, delimiter: str) -> None:
    rows = [
        ["Nr klienta", "Nazwa", "Opis"],
        ["K1", '"Dom; Ogród, Wnętrze|Bis\tTer"', '"5"" rura"'],
        ["K2", "Firma", '"dwie\nlinie"'],
    ]
    landing.write("customers.csv", "\n".join(delimiter.join(row) for row in rows) + "\n")
    landed = landing.land("customers", "customers.csv")
    assert landed.settled["files"]["customers.csv"]["delimiter"] == delimiter
    assert [tuple(row.values()) for row in rows_of(landed)] == [
        ("K1", "Dom; Ogród, Wnętrze|Bis\tTer", '5" rura'),
        ("K2", "Firma", "dwie\nlinie"),
    ]


def test_decimal_commas_do_not_pass_for_delimiters(landing: Landing) -> None:
    rows = "".join(f"K{n};1,{n};2,{n};3,{n}\n" for n in range(10))
    assert described(landing, "Nr klienta;a;b;c\n" + rows).delimiter == ";"


def test_excels_own_first_line(landing: Landing) -> None:
    file = described(landing, 'sep=|\n"Nr klienta"|"a,b;c"\nK1|x\n')
    assert (file.delimiter, file.columns, file.skip_lines) == ("|", ("Nr klienta", "a,b;c"), 2)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("first", ["Raport; sprzedaż", 'Rury 5"', '"Raport"', "", ";;;;"])
def test_lines_before_the_header(landing: Landing, first: str, end: str) -> None:
    content = f"{first}\nza listopad\n\n\nNr klienta;Nazwa\nK1;Firma\n\nK2;Inna\n".replace("\n", end)
    assert described(landing, content, skip_lines=2).skip_lines == 5
    landed = landing.land("customers", "customers.csv", skip_lines=2)
    assert [row["customer_id"] for row in rows_of(landed)] == ["K1", "K2"]


@pytest.mark.parametrize("bad", ["", "K3;x;y;z;\n"])
def test_a_delimiter_at_the_end_of_every_line_is_no_column(landing: Landing, bad: str) -> None:
    landing.write("customers.csv", "Nr klienta;Nazwa;\nK1;Firma;\nK2;Inna;\n" + bad)
    landed = landing.land("customers", "customers.csv")
    assert rows_of(landed) == [{"customer_id": "K1", "name": "Firma"}, {"customer_id": "K2", "name": "Inna"}]
    assert landed.rows_rejected == bool(bad)


def test_a_header_of_several_lines(landing: Landing) -> None:
    landing.write("customers.csv", '"Nr\nklienta";Nazwa\nK1;Firma\n')
    assert rows_of(landing.land("customers", "customers.csv")) == [{"customer_id": "K1", "name": "Firma"}]


def test_without_quotes(landing: Landing) -> None:
    landing.write("customers.csv", 'Nr klienta;Nazwa\nK1;"Kłos\n')
    assert rows_of(landing.land("customers", "customers.csv", quote=None)) == [{"customer_id": "K1", "name": '"Kłos'}]


def test_blank_lines_and_rows_of_empty_cells_are_no_rows(landing: Landing) -> None:
    landing.write("customers.csv", "Nr klienta;Nazwa\n\nK1;Firma\n   \n;\n ; \nK2;\n\n")
    landed = landing.land("customers", "customers.csv")
    assert (landed.rows_read, [row["customer_id"] for row in rows_of(landed)]) == (2, ["K1", "K2"])


def test_a_file_with_a_header_alone(landing: Landing) -> None:
    landing.write("orders.csv", "Nr zamówienia;Nr klienta;Data zamówienia;Wartość netto\n")
    landed = landing.land("orders", "orders.csv")
    assert (landed.rows_read, landed.orders, landed.first_order, landed.single_line_orders) == (0, 0, None, True)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(landing: Landing, end: str) -> None:
    landing.write("customers.csv", f"Nr klienta;Nazwa{end}K1;Firma{end}K2;Inna{end}")
    assert [row["name"] for row in rows_of(landing.land("customers", "customers.csv"))] == ["Firma", "Inna"]


def test_mixed_line_ends(landing: Landing) -> None:
    landing.write("customers.csv", "Nr klienta;Nazwa\nK1;Firma\r\nK2;Inna\nK3;Trzecia\r\n")
    assert [row["name"] for row in rows_of(landing.land("customers", "customers.csv"))] == ["Firma", "Inna", "Trzecia"]


def test_names_and_positions_for_a_file_without_header(landing: Landing) -> None:
    landing.write("orders.csv", "K1;15.11.2026;5\nK2;16.11.2026;6\n")
    by_name = rows_of(landing.land("orders", "orders.csv", header=["customer_id", "ordered_on", "amount"]))[1]
    positions: dict[str, str | int] = {"customer_id": 1, "ordered_on": 2, "amount": 3}
    by_position = rows_of(landing.land("orders", "orders.csv", header=False, columns=positions))[1]
    for landed in (by_name, by_position):
        row = {"order_id": "row-2", "customer_id": "K2", "ordered_on": date(2026, 11, 16), "amount": Decimal(6)}
        assert landed == row


def test_files_of_a_pattern_in_the_order_of_their_names(landing: Landing) -> None:
    landing.write("orders-2.csv", "amount,customer_id,ordered_on,Uwagi\n2.5,K2,2026-11-02,pilne\n")
    landing.write("orders-10.csv", "customer_id;ordered_on;amount\nK10;2026-11-10;10.5\n")
    landing.write("orders-1.csv", "customer_id;ordered_on;amount\nK1;2026-11-01;1.5\n")
    landed = landing.land("orders", "orders-*.csv")
    assert [(row["order_id"], row["customer_id"], row["amount"], row["Uwagi"]) for row in rows_of(landed)] == [
        ("row-1", "K1", Decimal("1.5"), None),
        ("row-2", "K10", Decimal("10.5"), None),
        ("row-3", "K2", Decimal("2.5"), "pilne"),
    ]


def test_a_name_that_looks_like_a_pattern(landing: Landing) -> None:
    landing.write("orders [2026].csv", "customer_id;ordered_on;amount\nK1;2026-11-01;1.5\n")
    assert landing.land("orders", "orders [2026].csv").rows_landed == 1


@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "utf8",
    ],
)
def test_known_files_give_their_known_rows(landing: Landing, name: str) -> None:
    folder = shared_data("csv_spectrum")
    landing.write("customers.csv", (folder / "csvs" / f"{name}.csv").read_bytes())
    file = landing.csv("customers", {"path": "customers.csv"}).describe(landing.folder / "customers.csv")
    known = json.loads((folder / "json" / f"{name}.json").read_text(encoding="utf-8"))
    careful = [dict(zip(file.columns, row.cells or (), strict=True)) for row in careful_rows(file)]
    assert careful == known
    landed = landing.land("customers", "customers.csv", columns={"customer_id": 1})
    fast = [sorted(value or "" for value in row.values()) for row in rows_of(landed)]
    assert fast == [sorted(value.strip() for value in row.values()) for row in careful]
    assert landed.rows_rejected == 0

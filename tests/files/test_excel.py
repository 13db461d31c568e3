"""Sheets of workbooks, as people have them."""

from __future__ import annotations

import random
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook

from files.workbooks import write, write_sheets
from kartoteka.components.source import BatchFile
from kartoteka.errors import InputError
from kartoteka_excel.source import ExcelSource
from support.landing import Landing, rejects_of, rows_of
from support.shared_data import shared_data

LOCKED = Path(__file__).parent / "locked.xlsx"
ORDERS = [
    ["Nr zamówienia", "Nr klienta", "Data sprzedaży", "Wartość netto"],
    [1001, "00123", date(2026, 11, 15), 1234.56],
    [1002, "K7", datetime(2026, 11, 16, 14, 30), 99],
]


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


def source(landing: Landing, table: str = "orders", **options: Any) -> ExcelSource:
    return ExcelSource(ExcelSource.Options().load({"path": "book.xlsx", **options}), landing.context(table))


def land(landing: Landing, table: str = "orders", **options: Any) -> Any:
    return landing.land(table, "book.xlsx", source=source(landing, table, **options), **options)


def test_cells_arrive_as_what_they_are(landing: Landing) -> None:
    write(landing.folder / "book.xlsx", ORDERS)
    assert [tuple(row.values()) for row in rows_of(land(landing))] == [
        ("1001", "00123", date(2026, 11, 15), Decimal("1234.56")),
        ("1002", "K7", date(2026, 11, 16), Decimal(99)),
    ]


def test_a_header_below_a_title_and_blank_rows_is_found_and_told(landing: Landing) -> None:
    rows = [["Sprzedaż 2026"], [], ["Okres:", "listopad"], [], *ORDERS]
    write(landing.folder / "book.xlsx", rows, at=(3, 2))
    described = source(landing).describe(landing.folder / "book.xlsx")
    assert described.columns == tuple(ORDERS[0])
    assert [(one.what, one.found, one.override) for one in described.findings] == [("skip_lines", "6", "skip_lines: 0")]
    assert len(rows_of(land(landing))) == 2
    assert len(rows_of(land(landing, skip_lines=6))) == 2


def test_a_header_may_name_years_and_columns_without_anything_are_none(landing: Landing) -> None:
    rows = [["Zestawienie"], ["Klient", None, 2024, 2025, ""], ["K1", None, 10, 20.5], ["K2", None, "brak", "1 234,5"]]
    write(landing.folder / "book.xlsx", rows)
    assert source(landing).describe(landing.folder / "book.xlsx").columns == ("Klient", "2024", "2025")
    rows = [["K1", 2024, 5.5], ["K2", 2025, 6.5]]
    write(landing.folder / "book.xlsx", [*rows, ["a", "b", "c"]])
    assert source(landing).describe(landing.folder / "book.xlsx").columns == ("a", "b", "c")


def test_rejected_rows_have_the_number_that_the_sheet_shows(landing: Landing) -> None:
    rows = [["Raport"], [], *ORDERS, [], [1003, "K8", "wczoraj", 10], ["Razem", None, None, 1343.56]]
    write(landing.folder / "book.xlsx", rows)
    landed = land(landing)
    assert (landed.rows_read, landed.rows_landed) == (4, 2)
    told = [(row["file"], row["line"], row["reason"]) for row in rejects_of(landed)]
    assert [(file, line) for file, line, _ in told] == [("book.xlsx", "7"), ("book.xlsx", "8")]
    assert "'wczoraj'" in told[0][2]
    assert "customer_id is empty" in told[1][2]


def test_the_first_sheet_that_is_shown_and_filled_is_read(landing: Landing) -> None:
    write_sheets(landing.folder / "book.xlsx", {"Okładka": [], "Stare": [["x"]], "Zamówienia": ORDERS, "Inne": [["y"]]})
    book = load_workbook(landing.folder / "book.xlsx")
    book["Stare"].sheet_state = "hidden"
    book.save(landing.folder / "book.xlsx")
    described = source(landing).describe(landing.folder / "book.xlsx")
    assert described.columns == tuple(ORDERS[0])
    assert described.findings[0].found == "Zamówienia"
    for sheet in ("Zamówienia", 3, "3"):
        assert source(landing, sheet=sheet).describe(landing.folder / "book.xlsx").columns == tuple(ORDERS[0])


def test_a_cover_is_no_table_and_a_sheet_may_be_called_by_a_number(landing: Landing) -> None:
    cover = [["Raport sprzedaży"], ["Dział handlowy"], ["2026-11-30"]]
    write_sheets(landing.folder / "book.xlsx", {"Okładka": cover, "2026": ORDERS, "1": [["y", "z"], [1, 2]]})
    path = landing.folder / "book.xlsx"
    assert source(landing).describe(path).columns == tuple(ORDERS[0])
    assert source(landing, sheet=2026).describe(path).columns == tuple(ORDERS[0])
    assert source(landing, sheet=1).describe(path).columns == ("y", "z")
    with pytest.raises(InputError, match=r"no sheet 'okladka'[\s\S]*'Okładka'"):
        source(landing, sheet="okladka").describe(path)


def test_days_of_old_macintosh_workbooks_and_the_day_that_never_was(landing: Landing) -> None:
    """Serial 46341 is 15 November 2026; workbooks of 1904 count from four years and a day later."""
    for mode in ("1900", "1904"):
        book = xlsxwriter.Workbook(str(landing.folder / "book.xlsx"), {"date_1904": mode == "1904"})
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, ["Nr klienta", "Kiedy", "Udział", "Błąd"])
        sheet.write_row(1, 0, ["00123"])
        sheet.write_datetime(1, 1, datetime(2026, 11, 15), day)
        sheet.write_number(1, 2, 0.2, book.add_format({"num_format": "0%"}))
        sheet.write_formula(1, 3, "=NA()", None, "#N/A")
        sheet.write_row(2, 0, ["00124"])
        sheet.write_number(2, 1, 1, day)
        book.close()
        rows = rows_of(land(landing, "customers"))
        assert [(row["customer_id"], row["Kiedy"], row["Udział"]) for row in rows] == [
            ("00123", "2026-11-15", "0.2"),
            ("00124", {"1900": "1900-01-01", "1904": "1904-01-02"}[mode], None),
        ]


def test_a_locked_workbook_is_refused(landing: Landing) -> None:
    """A locked workbook is a container of another kind, with the workbook as a stream of random bytes in it."""
    (landing.folder / "book.xlsx").write_bytes(LOCKED.read_bytes())
    with pytest.raises(InputError, match=r"book\.xlsx is locked with a password"):
        source(landing).describe(landing.folder / "book.xlsx")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sheet": "Zamowienia"}, "has no sheet 'Zamowienia'\n  Did you mean 'Zamówienia'"),
        ({"sheet": 9}, "has 1 sheet, and no number 9"),
        ({"skip_lines": 40}, "has no row below the first 40"),
        ({"header": ["a", "b"]}, "names 2 columns .* but the sheet has 4"),
        ({"range": "X1:Z9"}, "is empty"),
    ],
)
def test_what_is_not_there_is_told(landing: Landing, options: dict[str, Any], message: str) -> None:
    write(landing.folder / "book.xlsx", ORDERS, sheet="Zamówienia")
    with pytest.raises(InputError, match=message):
        source(landing, **options).describe(landing.folder / "book.xlsx")


def test_files_that_are_no_workbooks_are_refused(landing: Landing) -> None:
    (landing.folder / "book.xlsx").write_text("Nr;Nazwa\n1;A\n")
    with pytest.raises(InputError, match=r"cannot be read as a workbook[\s\S]*use: csv"):
        source(landing).describe(landing.folder / "book.xlsx")
    with pytest.raises(InputError, match=r"no file 'none\.xlsx'"):
        ExcelSource(ExcelSource.Options().load({"path": "none.xlsx"}), landing.context("orders")).paths()


def test_a_range_leaves_out_what_stands_beside_the_table(landing: Landing) -> None:
    beside = [[*row, None, note, 5] for row, note in zip(ORDERS, ("Uwagi", "pilne", "-"), strict=True)]
    write(landing.folder / "book.xlsx", beside, at=(2, 2))
    assert source(landing, range="B2:E4").describe(landing.folder / "book.xlsx").columns == tuple(ORDERS[0])
    assert len(rows_of(land(landing, range="B:E"))) == 2
    assert len(rows_of(land(landing, range="B2:E3"))) == 1


def test_merged_headers_name_all_the_cells_below_them(landing: Landing) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for place, value in {
        "A1": "Nr klienta",
        "B1": "Adres",
        "B2": "Miasto",
        "C2": "Kod pocztowy",
        "A3": "K1",
        "B3": "Łódź",
    }.items():
        sheet[place] = value
    sheet["C3"] = "90-001"
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    book.save(landing.folder / "book.xlsx")
    described = source(landing, "customers").describe(landing.folder / "book.xlsx")
    assert described.columns == ("Nr klienta", "Miasto", "Kod pocztowy")
    assert rows_of(land(landing, "customers")) == [{"customer_id": "K1", "postal_code": "90-001", "city": "Łódź"}]


def test_a_column_that_mixes_texts_and_numbers_is_read_as_people_write(landing: Landing) -> None:
    amounts = ["1 234,56", 12.5, "3,10", 7]
    expected = [Decimal("1234.56"), Decimal("12.5"), Decimal("3.1"), Decimal(7)]
    write(landing.folder / "book.xlsx", [ORDERS[0], *([n, f"K{n}", date(2026, 11, 1), a] for n, a in enumerate(amounts))])
    assert [row["amount"] for row in rows_of(land(landing))] == expected


def test_the_noise_of_calculations_is_not_taken_for_decimals(landing: Landing) -> None:
    write(
        landing.folder / "book.xlsx",
        [ORDERS[0], [1, "K1", date(2026, 11, 1), 0.1 + 0.2], [2, "K1", date(2026, 11, 1), 4.35 * 100]],
    )
    landed = land(landing)
    assert [row["amount"] for row in rows_of(landed)] == [Decimal("0.3"), Decimal(435)]
    assert landed.rows_rejected == 0


def test_odd_cells_keep_their_sense(landing: Landing) -> None:
    header = ["Nr klienta", "Kiedy", "Czynny", "Udział", "Konto"]
    write(
        landing.folder / "book.xlsx",
        [header, ["K1", time(11, 5), True, 0.2, 12345678901234567890], ["K2", None, False, None, "0012"]],
    )
    rows = rows_of(land(landing, "customers"))
    assert [(row["Kiedy"], row["Czynny"], row["Udział"]) for row in rows] == [
        ("11:05:00", "true", "0.2"),
        (None, "false", None),
    ]


def test_random_tables_come_back_as_they_were_written(landing: Landing) -> None:
    chance = random.Random(7)
    letters = "aąΩЖ =+-@\"';,\n0123"
    makers = [
        lambda: chance.randrange(-(10**12), 10**12),
        lambda: round(chance.uniform(-1e6, 1e6), 4),
        lambda: date(1950, 1, 1).fromordinal(chance.randrange(date(1950, 1, 1).toordinal(), date(2100, 1, 1).toordinal())),
        lambda: chance.choice([True, False]),
        lambda: "x" + "".join(chance.choice(letters) for _ in range(12)) + "x",
    ]
    rows = [[maker() if chance.random() > 0.1 else None for maker in makers] for _ in range(300)]
    rows = [[f"K{number}", *row] for number, row in enumerate(rows)]
    write(landing.folder / "book.xlsx", [["id", "a", "b", "c", "d", "e"], *rows])
    excel = source(landing, "customers")
    described = excel.describe(landing.folder / "book.xlsx")
    assert isinstance(described, BatchFile)
    found = [[row[name] for name in described.columns] for batch in excel.batches(described) for row in batch.to_pylist()]
    assert found == rows


@pytest.mark.parametrize(
    ("name", "columns", "rows"),
    [
        ("simple.xlsx", ("date", "temperature", "place"), 6),
        ("simple.xls", ("date", "temperature", "place"), 6),
        ("simple.ods", ("Name", "Age", "When"), 3),
        ("loffice-4.4.1.2.ods", ("Name", "Age", "When"), 3),
        ("blank_line.ods", ("Name", "Age", "When"), 3),
        ("span_rich.xls", ("I", "h", "g", "f"), 5),
        ("excel_properties.xls", ("bold",), 17),
        ("unicode_sheet_name.xls", ("this spreadsheet has got a unicode character in the sheet name",), 0),
        ("multilineods.ods", ("1\n2\n3\n4",), 0),
    ],
)
def test_real_workbooks(landing: Landing, name: str, columns: tuple[str, ...], rows: int) -> None:
    path = shared_data("csv_horror") / name
    excel = source(landing)
    described = excel.describe(path)
    assert described.columns == columns
    assert sum(batch.num_rows for batch in excel.batches(described)) == rows


def test_a_real_workbook_with_every_kind_of_cell(landing: Landing) -> None:
    excel = source(landing)
    described = excel.describe(shared_data("csv_horror") / "ods_formats.ods")
    first = next(excel.batches(described)).to_pylist()[0]
    assert (first["Date"], first["Time"], first["Boolean"], first["Float"], first["Currency"], first["Text"]) == (
        date(2014, 11, 11), "11:12:12", True, 11.11, 1, "abc",
    )  # fmt: skip


def test_a_real_workbook_without_anything_in_it_is_refused(landing: Landing) -> None:
    with pytest.raises(InputError, match=r"libreoffice\.xlsx has no sheet with anything in it"):
        source(landing).describe(shared_data("csv_horror") / "libreoffice.xlsx")

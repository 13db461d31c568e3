"""Workbooks: what a spreadsheet reads out of them, and that they are the same each time."""

from __future__ import annotations

import errno
import gc
import io
import re
import sys
import time
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

from kartoteka import Boolean, ConfigError, Day, Integer, KartotekaError, Moment, Money, Number, Rows, Text
from kartoteka_xlsx import workbook
from kartoteka_xlsx.exporter import XlsxExporter
from kartoteka_xlsx.sheet_names import made_to_fit, numbered, what_is_wrong
from support.exporting import Desk, TableRows, exporter, rows_of, texts
from support.pipelines import LOYALTY, SOURCES, Shop

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def delivered(folder: Path, rows: Rows, **options: Any) -> Path:
    """The workbook that the exporter delivers."""
    options.setdefault("path", "out/list.xlsx")
    Desk(folder / ".state").deliver(exporter(XlsxExporter, folder, **options), rows)
    return folder / str(options["path"])


def sheet_of(file: Path) -> Any:
    """Its only sheet, as another library reads it."""
    book = openpyxl.load_workbook(file)
    assert len(book.sheetnames) == 1
    return book.active


def cells_of(file: Path, column: str = "A") -> list[Any]:
    """The cells of a column, without its header."""
    return [cell.value for cell in sheet_of(file)[column][1:]]


def parts_of(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


EVERYTHING = rows_of(
    {
        "customer_id": (Text, ["00123", None]),
        "orders": (Integer, [12, None]),
        "share": (Number, [0.1, float("inf")]),
        "turnover": (Money, [Decimal("1234.5600"), None]),
        "active": (Boolean, [False, None]),
        "last": (Day, [date(2026, 11, 30), None]),
        "seen": (Moment, [datetime(2026, 11, 30, 8, 5, 1), None]),
    }
)


def test_cells_have_the_types_of_their_columns(tmp_path: Path) -> None:
    rows = list(sheet_of(delivered(tmp_path, EVERYTHING)).iter_rows(values_only=True))
    assert rows[0] == ("customer_id", "orders", "share", "turnover", "active", "last", "seen")
    assert rows[1] == ("00123", 12, 0.1, 1234.56, False, datetime(2026, 11, 30), datetime(2026, 11, 30, 8, 5, 1))
    assert set(rows[2]) == {None}
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("locale", "days"), [("en", "yyyy-mm-dd"), ("pl", "dd.mm.yyyy"), ("fr", "dd/mm/yyyy"), ("ru", "dd.mm.yyyy")]
)
def test_dates_and_amounts_are_shown_as_in_the_country(tmp_path: Path, locale: str, days: str) -> None:
    row = sheet_of(delivered(tmp_path, EVERYTHING, locale=locale))[2]
    formats = {cell.column_letter: cell.number_format for cell in row}
    assert formats["F"] == days
    assert formats["D"] == "#,##0.00##"
    assert formats["G"] == 'yyyy-mm-dd hh:mm:ss "UTC"'
    assert [cell.is_date for cell in row] == [False, False, False, False, False, True, True]


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://x")', "+48 22 555 01 00", "@x", "-5", "{=1}", "http://example.com", "mailto:a@b.pl",
     "internal:Sheet1!A1", "0012", "1e5", "12.5", "TRUE", "2026-11-30", " blank ", "two\nlines", "<r>bold</r>",
     "<r><t>x</t></r>", "a & b < c", '"', "Żółw 🐢", "_x0041_", "'=1"],
)  # fmt: skip
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    file = delivered(tmp_path, texts(text))
    [cell] = sheet_of(file)["A"][1:]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert excel_text(cell.value) == text
    assert not [name for name in parts_of(file) if "rels" in name and "sheet" in name]
    assert b"<f>" not in parts_of(file)["xl/worksheets/sheet1.xml"]


def excel_text(read: str) -> str:
    """What Excel makes of `_x0041_`, which openpyxl leaves as it is."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), read)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | st.text(max_size=8), min_size=1, max_size=6))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, cells: list[str | None]) -> None:
    file = delivered(tmp_path_factory.mktemp("xlsx"), texts(*cells))
    read = [inline_text(row) for row in ET.fromstring(parts_of(file)["xl/worksheets/sheet1.xml"]).iter(f"{MAIN}row")]
    assert read == ["name", *(cell or "" for cell in cells)]


def inline_text(row: ET.Element) -> str:
    return excel_text("".join(part.text or "" for part in row.iter(f"{MAIN}t")))


def test_control_characters_leave_the_xml_sound(tmp_path: Path) -> None:
    file = delivered(tmp_path, texts("a\0b\x0b\x1f\r\ud7ff\ufffe\uffff"))
    for name, content in parts_of(file).items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(content)
    assert excel_text(cells_of(file)[0]) == "a\0b\x0b\x1f\r\ud7ff\ufffe\uffff"


def test_numbers_that_excel_would_change_are_text(tmp_path: Path) -> None:
    rows = rows_of(
        {
            "id": (Integer, [999_999_999_999_999, 1_000_000_000_000_000, -(2**53) - 1, None]),
            "turnover": (Money, [Decimal("99999999999.9999"), Decimal("100000000000.0001"), Decimal("-0.1000"), None]),
        }
    )
    file = delivered(tmp_path, rows)
    assert cells_of(file, "A") == [999_999_999_999_999, "1000000000000000", "-9007199254740993", None]
    assert cells_of(file, "B") == [99999999999.9999, "100000000000.0001", -0.1, None]


def test_days_that_programs_count_differently_are_text(tmp_path: Path) -> None:
    days = [date(1, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(9999, 12, 31)]
    moments = [datetime(1850, 5, 1, 12), datetime(1900, 3, 1), datetime(2026, 11, 30, 23, 59, 59, 999000), None]
    file = delivered(tmp_path, rows_of({"d": (Day, days), "m": (Moment, moments)}))
    assert cells_of(file, "A") == ["0001-01-01", "1900-02-28", datetime(1900, 3, 1), datetime(9999, 12, 31)]
    assert cells_of(file, "B") == [
        "1850-05-01T12:00:00Z",
        datetime(1900, 3, 1),
        datetime(2026, 11, 30, 23, 59, 59, 999000),
        None,
    ]


def test_the_header_is_bold_stays_and_filters(tmp_path: Path) -> None:
    sheet = sheet_of(delivered(tmp_path, EVERYTHING))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G3"
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])


def test_columns_are_as_wide_as_what_they_hold_within_reason(tmp_path: Path) -> None:
    rows = rows_of(
        {"a": (Text, ["x" * 30, "y"]), "b": (Text, ["x" * 900, "y"]), "c": (Integer, [1, 2]), "days_left": (Day, [None, None])}
    )
    sheet = sheet_of(delivered(tmp_path, rows))
    assert [round(sheet.column_dimensions[letter].width) for letter in "ABCD"] == [32, 61, 9, 14]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = rows_of({"n": (Integer, range(5_000)), "t": (Text, ["x", "=y"] * 2_500), "d": (Day, [date(2026, 11, 30)] * 5_000)})
    first = delivered(tmp_path / "first", TableRows(many.columns, many.table, {}, 333)).read_bytes()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("TZ", "Asia/Vladivostok")
    time.tzset()
    try:
        second = delivered(tmp_path / "second", TableRows(many.columns, many.table, {}, 4_999)).read_bytes()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert first == second


def test_no_time_of_writing_is_in_the_file(tmp_path: Path) -> None:
    file = delivered(tmp_path, EVERYTHING)
    now = {str(date.today().year), str(datetime.now().astimezone().year)}
    with zipfile.ZipFile(file) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    core = parts_of(file)["docProps/core.xml"].decode()
    assert set(re.findall(r">(\d{4})-\d\d-\d\dT", core)) == {"1980"}
    assert not [year for year in now if year in core]


def test_an_empty_list_has_its_header(tmp_path: Path) -> None:
    sheet = sheet_of(delivered(tmp_path, texts()))
    assert list(sheet.iter_rows(values_only=True)) == [("name",)]
    assert sheet.auto_filter.ref == "A1:A2"


def test_more_rows_than_a_sheet_holds_go_to_further_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 4)
    book = openpyxl.load_workbook(delivered(tmp_path, rows_of({"n": (Integer, range(7))}), sheet="To call"))
    assert book.sheetnames == ["To call", "To call (2)", "To call (3)"]
    assert [[cell.value for cell in sheet["A"]] for sheet in book] == [["n", 0, 1, 2], ["n", 3, 4, 5], ["n", 6]]
    assert [sheet.freeze_panes for sheet in book] == ["A2"] * 3
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:A4", "A1:A4", "A1:A2"]


def test_a_sheet_that_is_just_full_has_no_further_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 4)
    assert openpyxl.load_workbook(delivered(tmp_path, rows_of({"n": (Integer, range(3))}))).sheetnames == ["spring"]


def test_a_text_that_is_too_long_is_told_with_its_place(tmp_path: Path) -> None:
    fits = "🐢" * 16_383 + "x"
    assert cells_of(delivered(tmp_path, texts(fits))) == [fits]
    with pytest.raises(ConfigError, match=r"row 2, column name: 32,768 characters; a cell of Excel holds 32,767"):
        delivered(tmp_path, texts("a", "🐢" * 16_384))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["list.xlsx"]


def test_too_many_columns_are_told(tmp_path: Path) -> None:
    wide = rows_of({f"c{number}": (Integer, []) for number in range(16_385)})
    with pytest.raises(ConfigError, match="16,385 columns are to be written; a sheet of Excel has 16,384"):
        delivered(tmp_path, wide)


@pytest.mark.parametrize(
    ("campaign", "sheet"),
    [
        ("nearly-vip", "nearly-vip"),
        ("history", "history_"),
        ("a/b:c", "a_b_c"),
        ("x" * 40, "x" * 31),
        ("'quoted'", "quoted"),
        ("'", "_"),
        ("\u00a0", "_"),
    ],
)
def test_the_sheet_has_the_name_of_the_campaign(tmp_path: Path, campaign: str, sheet: str) -> None:
    assert sheet_of(delivered(tmp_path, texts("a"), campaign=campaign)).title == sheet


@given(st.text(max_size=40))
def test_any_campaign_makes_a_name_for_a_sheet(campaign: str) -> None:
    assert what_is_wrong(made_to_fit(campaign)) is None
    assert what_is_wrong(numbered(made_to_fit(campaign), 12)) is None


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "needs a name"),
        ("x" * 32, "has 32 characters; the name of a sheet has at most 31"),
        ("🐢" * 16, "has 32 characters"),
        ("a/b", "has '/'; the name of a sheet has none of"),
        ("'a", "an apostrophe at an end"),
        ("History", "keeps for itself"),
    ],
)
def test_a_name_that_no_sheet_can_have_is_refused(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        exporter(XlsxExporter, tmp_path, path="a.xlsx", sheet=name)
    assert message in str(caught.value)


@pytest.mark.parametrize("path", ["list.csv", "list.xls", "list", "xlsx"])
def test_a_path_under_which_excel_opens_nothing_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValidationError, match=r"does not end in \.xlsx"):
        exporter(XlsxExporter, tmp_path, path=path)


@pytest.fixture
def without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)


@pytest.mark.usefixtures("without_library")
def test_without_the_library_check_names_the_extra(shop: Shop) -> None:
    shop.customers("A")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY, CAMPAIGN)
    for said in (shop.kartoteka("check"), shop.run()):
        assert said.code != 0
        assert "the exporter xlsx needs the library XlsxWriter, which is not installed" in said.err + said.out
        assert "pip install 'kartoteka[xlsx]'" in said.err + said.out
        assert "Traceback" not in said.err


CAMPAIGN = """\
campaigns:
  everybody:
    channel: none
    export: [{use: xlsx, path: "out/{segment}.xlsx", columns: [customer_id, name, loyalty_turnover, loyalty_last_order_on]}]
"""


def test_a_run_writes_a_workbook_for_each_segment(shop: Shop) -> None:
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", "300.50"), ("B", "2026-11-20", 10))
    shop.project(SOURCES, LOYALTY, CAMPAIGN)
    shop.run().done()
    rows = list(sheet_of(shop.folder / "out/segment-3.xlsx").iter_rows(min_row=2, values_only=True))
    assert rows == [("A", "Firm A", 300.5, datetime(2026, 11, 20))]
    assert list(sheet_of(shop.folder / "out/vip.xlsx").iter_rows(min_row=2)) == []
    assert {path.name for path in (shop.folder / "out").iterdir()} == {
        f"{name}.xlsx" for name in ("vip", "segment-1", "segment-2", "segment-3", "inactive", "below-minimum", "no-orders")
    }


@pytest.mark.parametrize("room", [0, 5_000])
def test_a_disk_that_is_full_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            if self.tell() + len(data) > room:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data)

    monkeypatch.setattr(Path, "open", lambda *_: Full())
    many = rows_of({"n": (Integer, range(5_000))})
    with pytest.raises(KartotekaError, match=r"out/list\.xlsx cannot be written \(No space left on device\)"):
        delivered(tmp_path, many)
    monkeypatch.undo()
    gc.collect()
    assert list((tmp_path / "out").iterdir()) == []

"""`kartoteka init` on workbooks, JSON Lines and Parquet: to a run that works, in four manners."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from files.workbooks import write_sheets
from kartoteka.cli.main import main


@dataclass(frozen=True)
class Manner:
    """How a country's firms head their columns."""

    customers: Sequence[str]
    orders: Sequence[str]
    title: str
    sheets: tuple[str, str]
    locale: str
    answers: Sequence[str] = ()


MANNERS = {
    "pl": Manner(
        ["Kod klienta", "Nazwa", "Miasto"], ["Numer dokumentu", "Kontrahent", "Data sprzedaży", "Wartość netto"],
        "Sprzedaż według klientów", ("Kontrahenci", "Sprzedaż"), "pl",
    ),
    "fr": Manner(
        ["Code client", "Raison sociale", "Ville"], ["N° facture", "Code client", "Date de facture", "Montant HT"],
        "Ventes par client", ("Clients", "Ventes"), "fr",
    ),
    "ru": Manner(
        ["Код клиента", "Наименование", "Город"], ["Номер документа", "Код клиента", "Дата документа", "Сумма без НДС"],
        "Продажи по клиентам", ("Клиенты", "Продажи"), "ru",
    ),
    "en": Manner(
        ["Customer No", "Company name", "City"], ["InvoiceNo", "Customer No", "InvoiceDate", "Net amount"],
        "Sales by customer", ("Customers", "Sales"), "en", ("--currency", "GBP"),
    ),
}  # fmt: skip


def customers() -> list[list[Any]]:
    return [[f"{number:05}", f"Firma {number} sp. z o.o.", "Łódź"] for number in range(1, 13)]


def orders() -> list[list[Any]]:
    day = date(2026, 11, 20)
    return [[1000 + at, f"{at % 12 + 1:05}", day - timedelta(days=9 * at), round(301.05 + 13.37 * at, 2)] for at in range(60)]


def run(*arguments: str) -> None:
    assert main([*arguments]) == 0


@pytest.mark.parametrize("name", MANNERS)
def test_one_workbook_with_both_sheets(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    manner = MANNERS[name]
    head = [[manner.title], [], ["2026-11-30"], []]
    write_sheets(
        tmp_path / "crm.xlsx",
        {manner.sheets[0]: [manner.customers, *customers()], manner.sheets[1]: [*head, manner.orders, *orders()]},
    )
    run("init", "--customers", "crm.xlsx", "--orders", "crm.xlsx", "--yes", *manner.answers)
    text = Path("kartoteka.yaml").read_text("utf-8")
    assert f"locale: {manner.locale}" in text
    assert text.count("use: excel") == 2
    assert f"sheet: {manner.sheets[0]}" in text
    assert f"sheet: {manner.sheets[1]}" in text
    assert "skip_lines: 4" in text
    run("check")
    capsys.readouterr()
    run("run", "--as-of", "2026-11-30", "--json")
    told = json.loads(capsys.readouterr().out)
    counted = {one["table"]: (one["read"], one["landed"]) for one in told["sources"]}
    assert counted == {"customers": (12, 12), "orders": (60, 60)}
    assert sum(one["customers"] for one in told["segments"]["loyalty"]) == 12


def test_json_lines_and_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("customer_id", "name", "city")
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in customers())
    Path("customers.jsonl").write_text("\n".join(lines), "utf-8")
    columns = dict(zip(("order_id", "customer_id", "ordered_on", "amount"), zip(*orders(), strict=True), strict=True))
    pq.write_table(pa.table({name: list(values) for name, values in columns.items()}), "orders.parquet")
    run("init", "--customers", "customers.jsonl", "--orders", "orders.parquet", "--currency", "EUR", "--yes")
    text = Path("kartoteka.yaml").read_text("utf-8")
    assert "use: jsonl" in text
    assert "use: parquet" in text
    capsys.readouterr()
    run("run", "--as-of", "2026-11-30", "--json")
    assert json.loads(capsys.readouterr().out)["customers"] == 12


def test_a_range_and_a_sheet_may_be_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    manner = MANNERS["pl"]
    beside = [[*row, None, "Uwagi", "Opiekun"] for row in [manner.orders, *orders()]]
    write_sheets(tmp_path / "crm.xlsx", {"Stare": [manner.orders, *orders()[:5]], "Nowe": beside}, at=(2, 2))
    run("init", "--orders", "crm.xlsx", "--set", "orders.sheet=2", "--set", "orders.range=B:E", "--yes")
    assert "range: B:E" in Path("kartoteka.yaml").read_text("utf-8")
    capsys.readouterr()
    run("run", "--as-of", "2026-11-30", "--json")
    assert [one["landed"] for one in json.loads(capsys.readouterr().out)["sources"]] == [60]

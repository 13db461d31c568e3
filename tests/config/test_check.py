"""`kartoteka check`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kartoteka.cli.main import main
from support.projects import HEAD

ORDERS = "Nr zamówienia;Nr klienta;Data zamówienia;Kwota;Uwagi\n1;K1;15.11.2026;1 234,56;pilne\n2;K1;20.11.2026;99,00;\n"
SOUND = f"""{HEAD}pipelines:
  print-shop:
    sources:
      orders: {{use: csv, path: orders.csv, columns: {{amount: Kwota}}}}
    segments:
      loyalty:
        use: frequency
        tiers:
          - {{name: vip, every: 2 weeks, for: 6 weeks}}
          - {{name: regular, every: 1 month}}
    campaigns:
      vips:
        where: loyalty = 'vip'
        channel: none
        export: [{{use: csv, path: vips.csv, columns: [customer_id]}}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "orders.csv").write_bytes(ORDERS.encode("cp1250"))
    (tmp_path / "kartoteka.yaml").write_text(SOUND, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(folder: Path, *pairs: tuple[str, str]) -> None:
    text = SOUND
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "kartoteka.yaml").write_text(text, "utf-8")


def test_a_sound_project_shows_how_its_columns_and_files_are_understood(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--as-of", "2026-11-30"]) == 0
    printed = capsys.readouterr()
    lines = [" ".join(line.split()) for line in printed.out.splitlines()]
    assert "Pipeline print-shop" in lines
    assert "orders (csv)" in lines
    assert "amount money Kwota as written" in lines
    assert "ordered_on day Data zamówienia recognised" in lines
    assert "Uwagi text Uwagi custom" in lines
    assert "orders.csv: cp1250, separated by ';', quoted with '\"'." in lines
    assert lines[-1] == "kartoteka.yaml has no problems (1 pipeline)."
    assert printed.err == ""
    assert not (folder / ".kartoteka").exists()


def test_for_programs_it_prints_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == []
    source = told["pipelines"][0]["sources"][0]
    assert (source["table"], source["use"]) == ("orders", "csv")
    assert {"column": "amount", "type": "money", "from": "Kwota", "how": "as written"} in source["columns"]
    assert source["dialects"] == [
        {
            "compression": None,
            "delimiter": ";",
            "encoding": "cp1250",
            "files": [str(folder / "orders.csv")],
            "format": "CSV",
            "quote": '"',
        }
    ]


def test_problems_have_their_exit_code_and_all_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, ("every: 1 month", "every: 1 moth"), ("use: csv, path: vips.csv", "use: csw, path: vips.csv"))
    assert main(["check"]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "kartoteka.yaml:14:36: pipelines.print-shop.segments.loyalty.tiers[1].every: '1 moth' is not a period" in printed.err
    assert "kartoteka.yaml:19:24: pipelines.print-shop.campaigns.vips.export[0].use: exporter 'csw' is not known" in printed.err
    assert "did you mean 'csv'?" in printed.err


def test_problems_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, ("locale: pl", "locale: xx"))
    assert main(["check", "--json"]) == 3
    printed = capsys.readouterr()
    assert printed.err == ""
    assert json.loads(printed.out)["problems"] == [
        {
            "column": 9,
            "exit_code": 3,
            "file": "kartoteka.yaml",
            "hint": "write en, pl, fr or ru",
            "key": "locale",
            "line": 2,
            "message": "found the text 'xx'",
        }
    ]


def test_a_header_that_is_not_there_and_an_unknown_field_in_a_condition(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, ("amount: Kwota", "amount: Kwotta"))
    assert main(["check"]) == 3
    assert "kartoteka.yaml:8:62: pipelines.print-shop.sources.orders.columns.amount: the file has no column 'Kwotta'" in (
        capsys.readouterr().err
    )
    change(folder, ("loyalty = 'vip'", "loyalty = 'vip' and loyalti_terms = 1"))
    assert main(["check"]) == 3
    assert "kartoteka.yaml:17:36: pipelines.print-shop.campaigns.vips.where" in capsys.readouterr().err


def test_what_is_hardly_meant_is_a_warning_and_no_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, ("every: 1 month", "every: 1 week"))
    assert main(["check"]) == 0
    printed = capsys.readouterr()
    assert "Warning: print-shop: loyalty: tier 'regular'" in printed.err
    assert "has no problems" in printed.out


def test_a_secret_of_the_catalog_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHOP_CATALOG", raising=False)
    change(folder, ("currency: PLN\n", "currency: PLN\ncatalog: ${env:SHOP_CATALOG}\n"))
    assert main(["check"]) == 3
    assert "kartoteka.yaml:5:10: catalog: ${env:SHOP_CATALOG}: the environment variable SHOP_CATALOG is not set" in (
        capsys.readouterr().err
    )


def test_no_project_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(tmp_path)]) == 3
    assert f"there is no kartoteka.yaml in {tmp_path}" in capsys.readouterr().err

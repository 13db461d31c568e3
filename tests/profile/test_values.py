"""Cells of several values, and fields of more values than can be looked at."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from kartoteka.cli.main import main
from kartoteka.profile import tabulate
from kartoteka.profile.tabulate import parts


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("web; fair", ["web", "fair"]), ("web|fair|web", ["web", "fair"]), ('["a, b", "c"]', ["a, b", "c"]), ("a, b", ["a, b"]),
        (" ; ", []), ("[not a list]", ["[not a list]"]), ('[{"a": 1}]', ['[{"a": 1}]']), ("[]", []),
    ],
)  # fmt: skip
def test_the_values_of_a_cell(cell: str, wanted: list[str]) -> None:
    assert parts(cell) == wanted


PROJECT = """\
version: 1
timezone: Europe/Warsaw
currency: PLN
pipelines:
  shop:
    sources:
      customers: {use: csv, path: customers.csv}
    segments:
      half: {use: rules, rules: [{when: employees = 1, segment: odd}, {else: even}]}
"""


def profile(capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    assert main(["profile", "odd", "--json"]) == 0
    return {trait["name"]: trait for trait in json.loads(capsys.readouterr().out)["traits"]}


@pytest.mark.parametrize("collected", [tabulate._COLLECTED, 50])
def test_frequent_values_of_a_crowded_field_are_the_same_however_they_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], collected: int
) -> None:
    """400 customers in 200 towns, 60 of them in Łódź; a remark of each one's own is no trait."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tabulate, "_COLLECTED", collected)
    Path("kartoteka.yaml").write_text(PROJECT, "utf-8")
    with Path("customers.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("customer_id", "employees", "city", "touchpoints", "remark"))
        for at in range(400):
            city = "Łódź" if at < 60 else f"Town {at % 200}"
            writer.writerow((f"C{at}", at % 2, city, "web;fair" if at % 2 else "web", f"said {at}"))
    assert main(["run", "--as-of", "2026-11-30"]) == 0
    traits = profile(capsys)
    assert "remark" not in traits
    (town,) = traits["city"]["values"]
    assert (town["value"], town["having"], traits["city"]["known"], traits["city"]["others_known"]) == ("Łódź", 30, 200, 200)
    points = {value["value"]: value for value in traits["touchpoints"]["values"]}
    assert (points["fair"]["having"], points["fair"]["share"], points["fair"]["claimed"]) == (200, 1.0, True)
    assert (points["web"]["share"], points["web"]["others_share"], points["web"]["claimed"]) == (1.0, 1.0, False)

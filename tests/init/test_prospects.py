"""Files of companies that have ordered nothing yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kartoteka.cli.main import main

REGISTER = (
    "siren,denominationUniteLegale,trancheEffectifsUniteLegale,activitePrincipaleUniteLegale,dateCreationUniteLegale\n"
    "552100554,Ateliers du Nord,41,25.11Z,1955-01-01\n443061841,Traiteur Lyonnais,12,56.21Z,2002-05-16\n"
    "301940219,Menuiserie Blanc,NN,16.23Z,1974-03-01\n414819409,Fonderies Réunies,32,24.51Z,1997-12-01\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def begin(text: str, *options: str) -> dict[str, Any]:
    Path("firms.csv").write_text(text, "utf-8")
    assert main(["init", "--customers", "firms.csv", "--yes", "--force", *options]) == 0
    loaded = YAML(typ="safe", pure=True).load(Path("kartoteka.yaml").read_text("utf-8"))
    found: dict[str, Any] = loaded["pipelines"]["first"]
    return found


def test_the_french_register_becomes_segments_by_the_codes_of_its_headcounts(capsys: pytest.CaptureFixture[str]) -> None:
    made = begin(REGISTER, "--column", "customers.customer_id=siren")
    assert made["segments"] == {"size": {"use": "headcount", "codes": "insee"}}
    assert made["sources"]["customers"]["columns"] == {
        "customer_id": "siren",
        "name": "denominationUniteLegale",
        "industry": "activitePrincipaleUniteLegale",
        "founded_on": "dateCreationUniteLegale",
        "employees_band": "trancheEffectifsUniteLegale",
    }
    assert main(["check"]) == 0
    capsys.readouterr()
    assert main(["run", "--as-of", "2026-11-30"]) == 0
    shown = capsys.readouterr().out.splitlines()
    counts = [line.split()[:2] for line in shown if line.endswith(" %")]
    assert counts == [
        ["strategic", "1"],
        ["important", "1"],
        ["everyday", "0"],
        ["too-small", "2"],
        ["competitor", "0"],
        ["unknown", "0"],
        ["blacklist", "0"],
    ]


def test_bands_in_words_and_headcounts_that_look_like_codes_are_none() -> None:
    bands = REGISTER.replace(",41,", ",500 et plus,")
    assert begin(bands, "--column", "customers.customer_id=siren")["segments"] == {"size": {"use": "headcount"}}
    numbers = "Customer No,Company name,Employees\n1,A,11\n2,B,21\n3,C,32\n"
    assert begin(numbers)["segments"] == {"size": {"use": "headcount"}}


def test_customers_without_a_name_are_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    begin("Customer No,Security\n1,Acme\n2,Bolt\n")
    assert "customers: No column was recognised as the name" in capsys.readouterr().out
    begin("Customer No,Security\n1,Acme\n2,Bolt\n", "--column", "customers.name=Security")
    assert "recognised as the name" not in capsys.readouterr().out

"""Competitors: what people wrote of them, when contracts end, whom to approach; and mistakes in their file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kartoteka.cli.main import main

PROJECT = """\
version: 1
timezone: Europe/Warsaw
currency: PLN
pipelines:
  firms:
    sources:
      customers: customers.csv
    blacklist: blacklist.csv
    competitors: competitors.yaml
    segments:
      size:
        use: headcount
        approach: 1 month
        bands: [{name: large, at_least: 100}]
      kind: {use: rules, rules: [{when: employees >= 100, segment: big}, {else: small}]}
"""
CUSTOMERS = """\
customer_id;name;employees;competitor;competitor_until
A;Alfa;200;Acmé;2027-03-31
B;Beta;300;acme;2026-11-30
C;Celta;400;Acmé;
D;Delta;500;Other;2027-01-15
E;Echo;600;brak;
F;Foxtrot;700;Other;2027-01-31
G;Golf;5;Acmé;2027-01-01
H;Hotel;5;OTHER;2027-01-01
"""
WRITTEN = """\
ACME:
  strengths: cheap
  weaknesses: [slow, far away]
  because: Golf says so.
Nobody else: {strengths: [old]}
"""


@pytest.fixture
def firms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("kartoteka.yaml").write_text(PROJECT, "utf-8")
    Path("customers.csv").write_text(CUSTOMERS, "utf-8")
    Path("competitors.yaml").write_text(WRITTEN, "utf-8")
    Path("blacklist.csv").write_text("customer_id\nH\n", "utf-8")
    assert main(["run", "--as-of", "2026-11-30"]) == 0
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert main(["profile", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)["competition"]


def test_who_serves_them_and_what_is_known_of_it(firms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    acme, other = told(capsys, "big")["competitors"]
    assert (acme["name"], acme["members"], acme["share"], acme["ended"], acme["without_end"]) == ("ACME", 3, 0.5, 1, 1)
    assert (acme["strengths"], acme["weaknesses"], acme["because"]) == (["cheap"], ["slow", "far away"], "Golf says so.")
    assert (other["name"], other["members"], other["described"]) == ("Other", 2, False)
    assert other["ends"] == [{"month": "2027-01-01", "members": 2}]
    assert (acme["next_end"], other["next_end"]) == ("2027-03-31", "2027-01-15")


def test_nobody_on_the_blacklist_is_approached(firms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = told(capsys, "blacklist", "--step", "kind")
    assert [(one["name"], one["members"]) for one in listed["competitors"]] == [("Other", 1)]
    assert listed["to_approach"] == []


def test_whom_to_approach_next(firms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    big = told(capsys, "big")["to_approach"]
    assert [(one["customer_id"], one["until"], one["approach_on"]) for one in big] == [
        ("D", "2027-01-15", "2026-10-17"),  # 90 days before
        ("F", "2027-01-31", "2026-11-02"),
        ("A", "2027-03-31", "2026-12-31"),
    ]
    served = told(capsys, "competitor")["to_approach"]
    days = {one["customer_id"]: one["approach_on"] for one in served}
    assert days == {"G": "2026-12-01", "D": "2026-12-15", "F": "2026-12-31", "A": "2027-02-28"}  # as its step says


def test_a_person_reads_it(firms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["profile", "big"]) == 0
    out = capsys.readouterr().out
    for line in (
        "competitor  members  share  next contract ends  ended  end unknown",
        "ACME              3   50 %  2027-03-31              1            1",
        "ACME is weak in: slow; far away.",
        "How that is known: Golf says so.",
        "the competitors file has nothing of: Other.",
        "January 2027        2",
        "2026-10-17   2027-01-15     Other       D         Delta    due",
    ):
        assert line in out


def test_mistakes_are_told_with_their_place_and_stop_no_run(firms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("competitors.yaml").write_text("Acme:\n  strenghts: [x]\nB:\n  weaknesses: 5\n", "utf-8")
    for command in (["check"], ["profile", "big"]):
        capsys.readouterr()
        assert main(command) == 3
        error = capsys.readouterr().err
        assert "competitors.yaml:2:3: Acme.strenghts: unknown key 'strenghts'\n  did you mean 'strengths'?" in error
        assert "competitors.yaml:4:15: B.weaknesses: found the number 5" in error
    assert main(["run", "--as-of", "2026-11-30"]) == 0


def test_a_file_that_is_not_there_yet_says_nothing(firms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("competitors.yaml").unlink()
    assert not any(one["described"] for one in told(capsys, "big")["competitors"])

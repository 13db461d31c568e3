"""Whom a segment holds: what each field tells, which goes before which, and where nothing is guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kartoteka.cli.main import main
from kartoteka.language import LANGUAGES, speaking
from kartoteka.model.whom_words import audience_of, buys_for_of, market_of
from kartoteka.profile.ways import advice_of, way_of
from kartoteka.profile.whom import KINDS, kind_of_size

PROJECT = """\
version: 1
timezone: Europe/Warsaw
currency: PLN
pipelines:
  shop:
    sources:
      customers: customers.csv
    segments:
      all: {use: rules, rules: [{when: customer_id = 'Z', segment: last}, {else: everybody}]}
"""
CUSTOMERS = """\
customer_id;customer_type;market;employees;employees_band;buys_for;audience;birth_date
A;Korporacja;;12;;na prezent;wąska;
B;;B2C;;;pour soi;;
C;;B2B;249;;reseller;broad;
D;;;250;;;;
E;;;1;;;;
F;;;;50 to 249;;;
G;;;;200-300;;;
H;spółka;;;;whoever;;
I;;;;;;;1980-05-01
J;;;;500+;;;
"""


@pytest.fixture
def whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)
    Path("kartoteka.yaml").write_text(PROJECT, "utf-8")
    Path("customers.csv").write_text(CUSTOMERS, "utf-8")
    assert main(["run", "--as-of", "2026-11-30"]) == 0
    capsys.readouterr()
    assert main(["profile", "everybody", "--json"]) == 0
    return json.loads(capsys.readouterr().out)["whom"]


def test_a_kind_comes_from_its_field_else_from_the_headcount_and_never_from_a_birth_date(whom: Any) -> None:
    assert whom["kinds"] == {
        "counts": {"corporation": 3, "private": 1, "small-firm": 2, "sole-trader": 1},
        "unknown": 3,  # a band across the bound, a word that says nothing, a birth date
        "taken_from": {"customer_type": 1, "employees": 3, "employees_band": 2, "market": 1},
    }


def test_what_no_field_tells_is_unknown(whom: Any) -> None:
    assert whom["market"]["counts"] == {"business": 6, "consumer": 1}
    assert whom["market"]["unknown"] == 3
    assert whom["buys_for"] == {"counts": {"direct": 1, "indirect": 2}, "unknown": 7, "taken_from": {"buys_for": 3}}
    assert whom["audience"] == {"counts": {"broad": 1, "narrow": 1}, "unknown": 8, "taken_from": {"audience": 2}}


@pytest.mark.parametrize(
    ("at_least", "at_most", "kind"),
    [
        (0, 1, "sole-trader"), (0, 2, None), (2, 2, "small-firm"), (2, 249, "small-firm"), (2, 250, None),
        (250, 250, "corporation"), (250, None, "corporation"), (100, None, None), (None, None, None),
    ],
)  # fmt: skip
def test_the_bounds_of_the_kinds(at_least: int | None, at_most: int | None, kind: str | None) -> None:
    assert kind_of_size(at_least, at_most) == kind


def test_words_in_four_languages() -> None:
    assert {market_of(word) for word in ("B2B", "Firma", "entreprise", "ЮРЛИЦО")} == {"business"}
    assert {market_of(word) for word in ("B2C", "konsument", "Particulier", "физлицо")} == {"consumer"}
    assert {buys_for_of(word) for word in ("gift", "na prezent", "Cadeau", "в подарок")} == {"indirect"}
    assert {audience_of(word) for word in ("niche", "Wąska", "étroite", "узкая")} == {"narrow"}
    assert market_of("maybe") is None


def test_every_kind_has_its_way_in_every_language() -> None:
    for language in LANGUAGES:
        with speaking(language):
            ways = [way_of(kind) for kind in KINDS]
            assert len({way.decides for way in ways}) == len(KINDS)
            assert all(all((way.name, way.decides, way.ask, way.offer, way.takes)) for way in ways)
            assert all(advice_of(answer) for answer in ("business", "consumer", "direct", "indirect", "broad", "narrow"))

"""PSD in four languages: verdicts, what is kept with a run, and the questions of `rate`."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from kartoteka.language import speaking
from kartoteka_psd.names import measure_in_words
from kartoteka_psd.words import value_in_words
from psd.project import CAMPAIGNS, LOYALTY, PSD, SOURCES, write_shop
from support.pipelines import HEAD, Shop, say

POLISH = HEAD.replace("locale: en", "locale: pl")
COLUMNS = "[customer_id, loyalty, loyalty_message, psd_verdict, psd_profitability_passes_if]"
LIST = f"""\
campaigns:
  everybody:
    channel: none
    export: [{{use: csv, path: out/everybody.csv, columns: {COLUMNS}}}]
"""


def polish_shop(folder: Path) -> Shop:
    shop = Shop(folder)
    write_shop(shop)
    shop.project(SOURCES, LOYALTY, PSD, LIST, head=POLISH)
    return shop


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    monkeypatch.setenv("KARTOTEKA_LANGUAGE", request.param)
    return str(request.param)


def test_the_same_bytes_whatever_the_screen_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []
    for language in ("en", "pl", "ru"):
        monkeypatch.setenv("KARTOTEKA_LANGUAGE", language)
        shop = polish_shop(tmp_path / language)
        run = shop.results()["run_id"]
        kept = shop.files(f".kartoteka/runs/{run}")
        given.append((shop.files("out"), {name: data for name, data in kept.items() if name.endswith(".parquet")}))
    assert given[0] == given[1] == given[2]
    assert given[0][1]
    text = given[0][0]["everybody.csv"].decode("utf-8-sig").replace("\u00a0", " ")
    assert "Zamówienie o wartości co najmniej 300 PLN, złożone do 20 grudnia, utrzymuje poziom vip." in text
    assert "pasja poniżej progu: 2, do 3 brakuje 1" in text
    assert "średnia wartość zamówienia wzrośnie do 675 PLN" in text
    assert "An order" not in text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "regular: fails passion: 2 is 1 short of 3; fails profitability: 1.75 is 1.25 short of 3; unanswered: "
            "specialisation; profitability passes if average order rises to 675 PLN",
        ),
        (
            "pl",
            "regular: pasja poniżej progu: 2, do 3 brakuje 1; dochodowość poniżej progu: 1,75, do 3 brakuje 1,25; bez "
            "odpowiedzi: specjalizacja; próg dochodowości zostanie osiągnięty, jeśli średnia wartość zamówienia wzrośnie do "
            "675 PLN",
        ),
        (
            "fr",
            "regular: passion insuffisante : 2, il manque 1 pour atteindre 3; rentabilité insuffisante : 1,75, il manque 1,25 "
            "pour atteindre 3; sans réponse : spécialisation; la rentabilité est satisfaite avec : montant moyen des "
            "commandes en hausse à 675 PLN",
        ),
        (
            "ru",
            "regular: страсть ниже порога: 2, до 3 не хватает 1; доходность ниже порога: 1,75, до 3 не хватает 1,25; без "
            "ответа: специализация; порог доходности будет достигнут, если средняя сумма заказа вырастет до 675 PLN",
        ),
    ],
)
def test_a_run_says_why_a_segment_does_not_pass(shop: Shop, monkeypatch: pytest.MonkeyPatch, language: str, told: str) -> None:
    monkeypatch.setenv("KARTOTEKA_LANGUAGE", language)
    write_shop(shop)
    shop.project(SOURCES, LOYALTY, PSD, CAMPAIGNS, head=HEAD.replace("locale: en", f"locale: {language}"))
    assert told in " ".join(shop.run().done().out.replace("\u00a0", " ").split())


@pytest.mark.parametrize("asked_for", ["en", "fr"], indirect=True)
def test_a_run_says_it_in_the_language_of_the_screen_also_where_it_was_judged_before(tmp_path: Path, asked_for: str) -> None:
    shop = polish_shop(tmp_path)
    wanted = {"en": "fails passion: 2 is 1 short of 3; ", "fr": "passion insuffisante : 2, il manque 1 pour atteindre 3"}
    for _time in range(2):
        told = " ".join(shop.run().done().out.replace("\u00a0", " ").replace("\u202f", " ").split())
        assert wanted[asked_for] in told
        assert "poniżej progu" not in told


@pytest.mark.parametrize(
    ("asked_for", "lines"),
    [
        ("en", ["Questions: shop psd", "regular specialisation open", "vip passion 4 They pay on time. Anna"]),
        ("pl", ["Pytania: shop psd", "regular specialisation otwarte", "vip passion 4 They pay on time. Anna"]),
        ("fr", ["Questions : shop psd", "regular specialisation ouverte", "vip passion 4 They pay on time. Anna"]),
        ("ru", ["Вопросы: shop psd", "regular specialisation открыт", "vip passion 4 They pay on time. Anna"]),
    ],
    indirect=["asked_for"],
)
def test_the_questions_are_listed(shop: Shop, asked_for: str, lines: list[str]) -> None:
    write_shop(shop)
    said = say("rate", "--list", "--all", "--project", str(shop.folder)).done().out.replace("\u00a0", " ")
    shown = [" ".join(line.split()) for line in said.splitlines()]
    assert [line for line in lines if not any(one.startswith(line) for one in shown)] == []


@pytest.mark.parametrize(
    ("asked_for", "error"),
    [
        ("pl", "'6' to nie jest ocena; proszę wpisać liczbę od 1 do 5"),
        ("fr", "'6' n’est pas une note\u00a0; écrivez un nombre de 1 à 5"),
        ("ru", "'6' — это не оценка; напишите число от 1 до 5"),
    ],
    indirect=["asked_for"],
)
def test_a_mistake_at_an_option(shop: Shop, asked_for: str, error: str) -> None:
    write_shop(shop)
    said = say("rate", "--segment", "vip", "--criterion", "passion", "--mark", "6", "--project", str(shop.folder))
    assert said.code == 2
    assert error in said.err


@pytest.mark.parametrize(
    ("asked_for", "error"),
    [("en", "a mark is a number from 1 to 5"), ("pl", "ocena to liczba od 1 do 5")],
    indirect=["asked_for"],
)
def test_a_mark_out_of_range_in_the_answers(shop: Shop, asked_for: str, error: str) -> None:
    write_shop(shop, answers="vip:\n  passion: {mark: 9, because: x, by: Anna, on: 2026-11-02}\n")
    said = say("rate", "--list", "--project", str(shop.folder))
    assert said.code == 3
    assert error in said.err


def test_measures_and_values() -> None:
    with speaking("pl"):
        assert measure_in_words("decision_days") == "liczba dni na decyzję"
        assert measure_in_words("loudness_of_voice") == "loudness of voice"
        assert value_in_words("average_order", Fraction(12999, 10), "PLN").replace("\u00a0", " ") == "1 299,90 PLN"
        assert value_in_words("decision_days", Fraction(25, 2), "PLN") == "12,5"

"""Periods as people read them in four languages."""

from __future__ import annotations

import pytest

from kartoteka import Period, every_in_words, period_in_words
from kartoteka.language import LANGUAGES, speaking


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("1 week", ["1 week", "1 tydzień", "1 semaine", "1 неделя"]),
        ("2 weeks", ["2 weeks", "2 tygodnie", "2 semaines", "2 недели"]),
        ("6 weeks", ["6 weeks", "6 tygodni", "6 semaines", "6 недель"]),
        ("1 day", ["1 day", "1 dzień", "1 jour", "1 день"]),
        ("31 days", ["31 days", "31 dni", "31 jours", "31 день"]),
        ("3 months", ["3 months", "3 miesiące", "3 mois", "3 месяца"]),
        ("6 months", ["6 months", "6 miesięcy", "6 mois", "6 месяцев"]),
        ("1 quarter", ["3 months", "3 miesiące", "3 mois", "3 месяца"]),
        ("2 years", ["2 years", "2 lata", "2 ans", "2 года"]),
        ("5 years", ["5 years", "5 lat", "5 ans", "5 лет"]),
    ],
)
def test_a_length(period: str, words: list[str]) -> None:
    assert [_said(language, period_in_words, period) for language in LANGUAGES] == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("1 week", ["every 1 week", "co tydzień", "chaque semaine", "каждую неделю"]),
        ("2 weeks", ["every 2 weeks", "co 2 tygodnie", "toutes les 2 semaines", "каждые 2 недели"]),
        ("5 weeks", ["every 5 weeks", "co 5 tygodni", "toutes les 5 semaines", "каждые 5 недель"]),
        ("1 month", ["every 1 month", "co miesiąc", "chaque mois", "каждый месяц"]),
        ("21 days", ["every 3 weeks", "co 3 tygodnie", "toutes les 3 semaines", "каждые 3 недели"]),
        ("31 days", ["every 31 days", "co 31 dni", "tous les 31 jours", "каждые 31 день"]),
        ("1 year", ["every 1 year", "co rok", "chaque année", "каждый год"]),
    ],
)
def test_a_frequency(period: str, words: list[str]) -> None:
    assert [_said(language, every_in_words, period) for language in LANGUAGES] == words


def test_the_project_file_stays_english() -> None:
    with speaking("pl"):
        assert str(Period.parse("2 weeks")) == "2 weeks"


def _said(language: str, in_words: object, period: str) -> str:
    assert callable(in_words)
    with speaking(language):
        return str(in_words(Period.parse(period)))

"""The sentence for a customer in four languages: worked examples, and what each of them must hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartoteka.language import LANGUAGES, amount_in_words, day_in_words, speaking
from kartoteka_frequency.messages import message
from kartoteka_frequency.words import number_of_orders
from support.frequency import PRINT_SHOP, frequency

AS_OF = date(2026, 11, 30)
TIERS = frequency(AS_OF, [{"name": "VIP", "every": "2 weeks", "for": "6 weeks"}, *PRINT_SHOP[1:]]).tiers
KEEPS_VIP = {"segment": "VIP", "keep_until": date(2026, 12, 4)}
NEXT_IS_VIP = {"next_tier": "VIP", "promote_on": date(2027, 1, 9), "order_by": date(2026, 12, 12)}
NOTHING: Mapping[str, Any] = {
    "segment": "no-orders",
    "keep_until": None,
    "next_tier": None,
    "promote_on": None,
    "order_by": None,
    "orders_needed": None,
}


def said(language: str, evidence: Mapping[str, Any], minimum: str = "300", as_of: date = AS_OF) -> str:
    with speaking(language):
        told = message({**NOTHING, **evidence}, TIERS, Decimal(minimum), "PLN", as_of)
    assert told is not None
    return told.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "An order of at least 300 PLN by 4 December keeps VIP."),
        ("pl", "Zamówienie o wartości co najmniej 300 PLN, złożone do 4 grudnia, utrzymuje poziom VIP."),
        ("fr", "Une commande d’au moins 300 PLN, passée au plus tard le 4 décembre, permet de conserver le palier VIP."),
        ("ru", "Заказ на сумму не менее 300 PLN, сделанный не позднее 4 декабря, сохраняет уровень VIP."),
    ],
)
def test_an_order_keeps_a_tier(language: str, sentence: str) -> None:
    assert said(language, KEEPS_VIP) == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "An order by 1 January 2027 keeps VIP."),
        ("pl", "Zamówienie złożone do 1 stycznia 2027 utrzymuje poziom VIP."),
        ("fr", "Une commande passée au plus tard le 1er janvier 2027 permet de conserver le palier VIP."),
        ("ru", "Заказ, сделанный не позднее 1 января 2027, сохраняет уровень VIP."),
    ],
)
def test_across_the_end_of_the_year_and_without_a_minimum(language: str, sentence: str) -> None:
    assert said(language, {**KEEPS_VIP, "keep_until": date(2027, 1, 1)}, minimum="0") == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "An order of at least 1,299.99 PLN brings VIP at once."),
        ("pl", "Zamówienie o wartości co najmniej 1 299,99 PLN od razu daje poziom VIP."),
        ("fr", "Une commande d’au moins 1 299,99 PLN donne aussitôt accès au palier VIP."),
        ("ru", "Заказ на сумму не менее 1 299,99 PLN сразу даёт уровень VIP."),
    ],
)
def test_an_amount_as_the_language_writes_it(language: str, sentence: str) -> None:
    at_once = {"next_tier": "VIP", "promote_on": AS_OF, "order_by": AS_OF, "orders_needed": 1}
    assert said(language, at_once, minimum="1299.99") == sentence


@pytest.mark.parametrize(("language", "encoding"), [("pl", "cp1250"), ("fr", "cp1252"), ("ru", "cp1251")])
def test_a_list_in_an_old_encoding_can_hold_it(language: str, encoding: str) -> None:
    for needed in (1, 3, 21):
        with speaking(language):
            told = message({**NOTHING, **NEXT_IS_VIP, "orders_needed": needed}, TIERS, Decimal("1299.99"), "PLN", AS_OF)
        assert told is not None
        assert told.encode(encoding).decode(encoding) == told


SENTENCES_IN_A_TIER = [
    ("en", 1, "One more order, by 12 December, brings VIP on 9 January 2027."),
    ("en", 2, "Two more orders, the next by 12 December, bring VIP on 9 January 2027."),
    ("en", 5, "Five more orders, the next by 12 December, bring VIP on 9 January 2027."),
    ("en", 21, "21 more orders, the next by 12 December, bring VIP on 9 January 2027."),
    ("pl", 1, "Jeszcze jedno zamówienie, złożone do 12 grudnia, da poziom VIP od 9 stycznia 2027."),
    ("pl", 2, "Jeszcze dwa zamówienia, najbliższe do 12 grudnia, dadzą poziom VIP od 9 stycznia 2027."),
    ("pl", 5, "Jeszcze pięć zamówień, najbliższe do 12 grudnia, da poziom VIP od 9 stycznia 2027."),
    ("pl", 21, "Jeszcze 21 zamówień, najbliższe do 12 grudnia, da poziom VIP od 9 stycznia 2027."),
    ("pl", 22, "Jeszcze 22 zamówienia, najbliższe do 12 grudnia, dadzą poziom VIP od 9 stycznia 2027."),
    ("fr", 1, "Encore une commande, au plus tard le 12 décembre, et le palier VIP prend effet le 9 janvier 2027."),
    (
        "fr",
        2,
        "Encore deux commandes, la prochaine au plus tard le 12 décembre, et le palier VIP prend effet le 9 janvier 2027.",
    ),
    (
        "fr",
        5,
        "Encore cinq commandes, la prochaine au plus tard le 12 décembre, et le palier VIP prend effet le 9 janvier 2027.",
    ),
    (
        "fr",
        21,
        "Encore 21 commandes, la prochaine au plus tard le 12 décembre, et le palier VIP prend effet le 9 janvier 2027.",
    ),
    ("ru", 1, "Ещё один заказ не позднее 12 декабря — и 9 января 2027 будет присвоен уровень VIP."),
    ("ru", 2, "Ещё два заказа, ближайший не позднее 12 декабря, — и 9 января 2027 будет присвоен уровень VIP."),
    ("ru", 5, "Ещё пять заказов, ближайший не позднее 12 декабря, — и 9 января 2027 будет присвоен уровень VIP."),
    ("ru", 11, "Ещё 11 заказов, ближайший не позднее 12 декабря, — и 9 января 2027 будет присвоен уровень VIP."),
    ("ru", 21, "Ещё 21 заказ, ближайший не позднее 12 декабря, — и 9 января 2027 будет присвоен уровень VIP."),
]


@pytest.mark.parametrize(("language", "needed", "sentence"), SENTENCES_IN_A_TIER)
def test_more_orders_bring_the_next_tier(language: str, needed: int, sentence: str) -> None:
    in_a_tier = {"segment": "segment-2", "keep_until": date(2027, 2, 28), **NEXT_IS_VIP, "orders_needed": needed}
    keeps = said(language, {"segment": "segment-2", "keep_until": date(2027, 2, 28)})
    assert said(language, in_a_tier) == f"{keeps} {sentence}"


SENTENCES_WITHOUT_A_TIER = [
    (
        "pl",
        1,
        "300",
        "Jedno zamówienie o wartości co najmniej 300 PLN, złożone do 12 grudnia, da poziom VIP od 9 stycznia 2027.",
    ),
    (
        "pl",
        3,
        "300",
        "Trzy zamówienia o wartości co najmniej 300 PLN każde, pierwsze do 12 grudnia, dadzą poziom VIP od 9 stycznia 2027.",
    ),
    ("pl", 5, "0", "Pięć zamówień, pierwsze do 12 grudnia, da poziom VIP od 9 stycznia 2027."),
    ("fr", 1, "0", "Une commande, au plus tard le 12 décembre, et le palier VIP prend effet le 9 janvier 2027."),
    (
        "fr",
        3,
        "300",
        "Trois commandes d’au moins 300 PLN chacune, la première au plus tard le 12 décembre, et le palier VIP prend effet le "
        "9 janvier 2027.",
    ),
    ("ru", 1, "0", "Один заказ не позднее 12 декабря — и 9 января 2027 будет присвоен уровень VIP."),
    (
        "ru",
        3,
        "300",
        "Три заказа на сумму не менее 300 PLN каждый, первый не позднее 12 декабря, — и 9 января 2027 будет присвоен уровень "
        "VIP.",
    ),
    ("ru", 21, "0", "21 заказ, первый не позднее 12 декабря, — и 9 января 2027 будет присвоен уровень VIP."),
]


@pytest.mark.parametrize(("language", "needed", "minimum", "sentence"), SENTENCES_WITHOUT_A_TIER)
def test_orders_from_nothing(language: str, needed: int, minimum: str, sentence: str) -> None:
    assert said(language, {**NEXT_IS_VIP, "orders_needed": needed}, minimum) == sentence


@pytest.mark.parametrize(
    ("language", "tier", "sentence"),
    [
        ("en", "VIP", "No order is needed for VIP: it comes on 1 December, and stays while orders are at most 2 weeks apart."),
        (
            "en",
            "segment-1",
            "No order is needed for segment-1: it comes on 1 December, and stays while orders are at most 1 month apart.",
        ),
        (
            "pl",
            "VIP",
            "Poziom VIP nie wymaga kolejnego zamówienia: obowiązuje od 1 grudnia i pozostaje, dopóki zamówienia są składane "
            "co najmniej co 2 tygodnie.",
        ),
        (
            "pl",
            "segment-1",
            "Poziom segment-1 nie wymaga kolejnego zamówienia: obowiązuje od 1 grudnia i pozostaje, dopóki zamówienia są "
            "składane co najmniej co miesiąc.",
        ),
        (
            "fr",
            "VIP",
            "Aucune commande n’est nécessaire pour le palier VIP : il prend effet le 1er décembre et se conserve tant que les "
            "commandes sont espacées de 2 semaines au plus.",
        ),
        (
            "ru",
            "VIP",
            "Для уровня VIP заказ не нужен: он вступит в силу 1 декабря и сохранится, пока заказы поступают не реже чем "
            "каждые 2 недели.",
        ),
        (
            "ru",
            "segment-1",
            "Для уровня segment-1 заказ не нужен: он вступит в силу 1 декабря и сохранится, пока заказы поступают не реже чем "
            "каждый месяц.",
        ),
    ],
)
def test_no_order_is_needed(language: str, tier: str, sentence: str) -> None:
    assert said(language, {"next_tier": tier, "promote_on": date(2026, 12, 1), "orders_needed": 0}) == sentence


@given(
    needed=st.integers(0, 130),
    promoted=st.integers(1, 400),
    due=st.integers(0, 400),
    kept=st.none() | st.integers(0, 400),
    minimum=st.sampled_from(["0", "300", "1299.99", "12345"]),
    language=st.sampled_from(LANGUAGES),
)
def test_every_sentence_holds_the_tier_the_days_and_the_number(
    needed: int, promoted: int, due: int, kept: int | None, minimum: str, language: str
) -> None:
    evidence = {
        "segment": "inactive" if kept is None else "segment-3",
        "keep_until": None if kept is None else AS_OF + timedelta(kept),
        "next_tier": "VIP",
        "promote_on": AS_OF + timedelta(promoted),
        "order_by": AS_OF + timedelta(due) if needed else None,
        "orders_needed": needed,
    }
    sentence = said(language, evidence, minimum)
    with speaking(language):
        days = [evidence["promote_on"], evidence["order_by"], evidence["keep_until"]]
        expected = [day_in_words(day, AS_OF) for day in days if isinstance(day, date)]
        if needed:
            expected.append(number_of_orders(needed))
        if minimum != "0" and (kept is not None or needed):
            expected.append(amount_in_words(Decimal(minimum), "PLN").replace("\u00a0", " "))
    assert "VIP" in sentence
    assert kept is None or "segment-3" in sentence
    assert [one for one in expected if one.lower() not in sentence.lower()] == []
    assert "{" not in sentence

"""Statuses and booleans in four languages."""

from __future__ import annotations

import pytest

from kartoteka.model.booleans import FALSE_WORDS, TRUE_WORDS, read_boolean
from kartoteka.model.customer_types import CUSTOMER_TYPE_SYNONYMS, canonical_customer_type
from kartoteka.model.spelling import header_key, plain
from kartoteka.model.statuses import STATUS_SYNONYMS, canonical_status

CANCELLED = """cancelled Canceled VOID void storno Storno anulowane Anulowana ANULOWANY odwołane odwolane annulée Annulé
    annulee ANNULÉES отменён Отменен ОТМЕНЁН отменена аннулирован Аннулировано сторно unieważnione uniewazniona"""
RETURNED = """returned Refunded zwrot ZWROT zwrócone zwrocona Zwrócony korekta retournée retourne Retourné remboursé avoir
    возврат Возвращён возвращен ВОЗВРАЩЕНО"""


@pytest.mark.parametrize(
    "status",
    CANCELLED.split(),
)
def test_cancelled(status: str) -> None:
    assert canonical_status(status) == "cancelled"


@pytest.mark.parametrize(
    "status",
    RETURNED.split(),
)
def test_returned(status: str) -> None:
    assert canonical_status(status) == "returned"


def test_statuses_in_several_words_and_with_blanks() -> None:
    assert canonical_status("  Anulowane  przez klienta ") == "cancelled"
    assert canonical_status("Возврат от покупателя") == "returned"
    assert canonical_status("cre\u0301dit") is None
    assert canonical_status("annule\u0301e") == "cancelled"


@pytest.mark.parametrize(
    "status", ["Anul.", "отменён.", "ANULOWANE!", "Anulowane (klient)", "usunięte", "Usuniete.", "Annulée.", "cancelled."]
)
def test_marks_at_the_end_and_abbreviations(status: str) -> None:
    assert canonical_status(status) == "cancelled"


def test_a_mark_alone_or_a_question_is_no_status() -> None:
    assert [canonical_status(text) for text in (".", "!", "anulowane?", "nieusunięte")] == [None] * 4


@pytest.mark.parametrize(
    "status",
    ["", " ", "zrealizowane", "livrée", "выполнен", "shipped", "partially refunded", "nowe", "не отменён", "payée", None],
)
def test_orders_that_stand(status: str | None) -> None:
    assert canonical_status(status) is None


def test_synonyms_can_be_compared_with_lower_and_trim() -> None:
    for words in STATUS_SYNONYMS.values():
        assert all(word == word.lower().strip() and word for word in words)
    assert {"odwołane", "odwolane", "zwrócone", "zwrocone"} <= STATUS_SYNONYMS["cancelled"] | STATUS_SYNONYMS["returned"]
    assert {"отменён", "отменен"} <= STATUS_SYNONYMS["cancelled"]
    assert {"отменённый", "отмененный"} <= STATUS_SYNONYMS["cancelled"]
    assert not STATUS_SYNONYMS["cancelled"] & STATUS_SYNONYMS["returned"]


@pytest.mark.parametrize("text", ["Tak", "OUI", "да", "Yes", "TRUE", "1", "x", " X ", "t", "Y"])
def test_yes(text: str) -> None:
    assert read_boolean(text) is True


@pytest.mark.parametrize("text", ["Nie", "non", "НЕТ", "No", "false", "0", "N", "fałsz", "FALSZ"])
def test_no(text: str) -> None:
    assert read_boolean(text) is False


@pytest.mark.parametrize("text", ["", " ", "maybe", "2", "2026-01-31"])
def test_neither(text: str) -> None:
    assert read_boolean(text) is None


def test_yes_is_not_no() -> None:
    assert not TRUE_WORDS & FALSE_WORDS
    assert all(word == word.lower().strip() for word in TRUE_WORDS | FALSE_WORDS)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (" Zwrócone ", "zwrocone"),
        ("ŁÓDŹ", "lodz"),
        ("Отменён", "отменен"),
        ("Действие", "действие"),
        ("Mise en Œuvre", "mise en oeuvre"),
    ],
)
def test_plain(text: str, same: str) -> None:
    assert plain(text) == same


@pytest.mark.parametrize(
    "header", ["CustomerKey", "customer_key", "CUSTOMER KEY.", "Customer  Key", "customer.key", "customer-key\n"]
)
def test_one_header_in_many_spellings(header: str) -> None:
    assert header_key(header) == "customerkey"


def test_the_number_sign_in_its_spellings() -> None:
    assert {header_key(text) for text in ("N° client", "Nº client", "№ client", "n°client", "No client")} == {"noclient"}


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        ("corporation", "Corporation|KORPORACJA|duża firma|Grande entreprise|крупная компания"),
        ("small-firm", "small-firm|MŚP|mala firma|PME|малый бизнес"),
        ("sole-trader", "Sole trader|JDG|Jednoosobowa działalność gospodarcza|auto-entrepreneur|ИП"),
        ("private", "Private person|osoba fizyczna|Particulier|физическое лицо|Consumer"),
        (None, "|sp. z o.o.|S.A.|SARL|ООО|B2C|private equity|firma"),
    ],
)
def test_types_of_customers(type_: str | None, words: str) -> None:
    assert {word: canonical_customer_type(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), type_)
    assert canonical_customer_type(None) is None


def test_no_word_means_two_types_of_customers() -> None:
    words = [word for synonyms in CUSTOMER_TYPE_SYNONYMS.values() for word in synonyms]
    assert len(words) == len(set(words))
    assert all(canonical_customer_type(type_) == type_ for type_ in CUSTOMER_TYPE_SYNONYMS)

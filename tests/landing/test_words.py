"""Statuses and yes and no, in every spelling that the model knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from kartoteka.model.booleans import FALSE_WORDS, TRUE_WORDS, read_boolean
from kartoteka.model.customer_types import CUSTOMER_TYPE_SYNONYMS, canonical_customer_type
from kartoteka.model.statuses import STATUS_SYNONYMS, canonical_status
from support.landing import Landing, emptied_of, rows_of

SPELLINGS = [str, str.upper, str.title, lambda word: f" {word}\u00a0"]


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


def test_statuses(landing: Landing) -> None:
    words = [spell(word) for synonyms in STATUS_SYNONYMS.values() for word in sorted(synonyms) for spell in SPELLINGS]
    words += ["nowe", "zrealizowane", "Partly refunded", "доставлен", ""]
    rows = "".join(f"Z{number};K1;2026-11-15;5;{word}\n" for number, word in enumerate(words))
    landing.write("orders.csv", "order_id;customer_id;ordered_on;amount;status\n" + rows)
    found = [row["status"] for row in rows_of(landing.land("orders", "orders.csv"))]
    assert found == [canonical_status(word) or word or None for word in words]


def test_yes_and_no(landing: Landing) -> None:
    words = [spell(word) for word in sorted(TRUE_WORDS | FALSE_WORDS) for spell in SPELLINGS] + ["", "może", "2"]
    rows = "".join(f"K{number};{word}\n" for number, word in enumerate(words))
    landing.write("customers.csv", "customer_id;consent_email\n" + rows)
    landed = landing.land("customers", "customers.csv")
    assert [row["consent_email"] for row in rows_of(landed)] == [read_boolean(word) for word in words]
    assert [row["cell"] for row in emptied_of(landed)] == ["może", "2"]
    assert emptied_of(landed)[0]["reason"] == "consent_email: 'może' means neither yes nor no"


def test_types_of_customers(landing: Landing) -> None:
    words = [spell(word) for synonyms in CUSTOMER_TYPE_SYNONYMS.values() for word in sorted(synonyms) for spell in SPELLINGS]
    words += ["sp. z o.o.", "B2B", "частная школа", ""]
    rows = "".join(f"K{number};{word}\n" for number, word in enumerate(words))
    landing.write("customers.csv", "customer_id;customer_type\n" + rows)
    found = [row["customer_type"] for row in rows_of(landing.land("customers", "customers.csv"))]
    assert found == [canonical_customer_type(word) or word or None for word in words]

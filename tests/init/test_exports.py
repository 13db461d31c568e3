"""What is made of the exports of thirty systems: never another thing than a person would, and rarely a question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from init.exports.made_up import Export
from init.judge import EXPORTS, Judged, expected, judge, systems

SYSTEMS = dict(systems())
QUESTIONS = {
    # The list has the day of the sale and the day of the invoice, and they differ.
    "optima": ["orders.columns.ordered_on"],
    # A customer is known by the e-mail address alone, and the file does not say so.
    "shopify": ["orders.columns.customer_id"],
    # Amounts in local currency, without a sign, and the headers are English.
    "dynamics": ["currency"],
    # What a deal is worth is called its budget, and it could be what the customer is ready to spend.
    "amocrm": ["orders.columns.amount"],
    # The day on which an order starts need not be that on which it was made.
    "salesforce": ["orders.columns.ordered_on"],
}


def test_there_are_six_systems_in_each_language() -> None:
    files = list(EXPORTS.values())
    assert EXPORTS.keys() == expected().keys()
    for language in ("pl", "fr", "ru", "en"):
        of_language = {name for name, given in SYSTEMS.items() if given[0].language == language}
        assert len(of_language) >= 6, language
    assert {export.encoding for export in files} >= {"cp1250", "cp1251", "cp1252", "utf-16", "utf-8-sig", "utf-8"}
    assert {export.delimiter for export in files} == {";", ",", "|", "\t"}


def test_at_most_one_file_in_five_asks() -> None:
    assert sum(map(len, QUESTIONS.values())) <= 0.2 * len(EXPORTS)


@pytest.mark.slow
@pytest.mark.parametrize("name", SYSTEMS)
def test_columns_and_reading_are_what_a_person_makes_of_them(name: str, tmp_path: Path) -> None:
    files: Sequence[Export] = SYSTEMS[name]
    judged: Judged = judge(files, tmp_path)
    assert judged.wrong == []
    assert judged.asked == QUESTIONS.get(name, [])

"""The shape of a dossier: what is not of it is told with its key."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kartoteka import Dossier, DossierAnswer, DossierCriterion, DossierMeasure, is_dossier

TOLD = Dossier(
    members=2,
    passed=False,
    currency="EUR",
    scale=(0, 10),
    criteria=(
        DossierCriterion("love", 3, 5, 2, DossierAnswer("Dull.", "Ann", "2026-11-30", removes=())),
        DossierCriterion(
            "money", None, 5, measures=(DossierMeasure("decision_days", 1, "members", 0, "days", unanswered="no-data"),)
        ),
    ),
)  # fmt: skip


def test_what_is_written_is_read() -> None:
    assert Dossier.from_json(TOLD.to_json()) == TOLD
    assert [one.computed for one in TOLD.criteria] == [False, True]
    assert not any(one.passed for one in TOLD.criteria)


def test_any_other_document_is_none() -> None:
    assert is_dossier(json.loads(TOLD.to_json()))
    assert not is_dossier({"told": 1})
    assert not is_dossier([1])


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (("version",), 2, "version: 2 is not known; 1 is"),
        (("members",), "two", "members: found 'two', not a whole number"),
        (("scale",), [1], "scale: found a list, not a list of 2 numbers"),
        (("criteria", 0, "mark"), "good", "criteria.0.mark: found 'good', not a number"),
        (("criteria", 0, "answer", "because"), None, "criteria.0.answer.because: found nothing, not a text"),
        (
            ("criteria", 1, "measures", 0, "over"),
            "years",
            "criteria.1.measures.0.over: found 'years', not one of orders, members",
        ),
        (("criteria", 1, "measures", 0), 7, "criteria.1.measures.0: found 7, not an object"),
    ],
)
def test_what_is_wrong_is_told_with_its_key(place: tuple[str | int, ...], value: Any, message: str) -> None:
    data = json.loads(TOLD.to_json())
    part = data
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    with pytest.raises(ValueError, match=r".") as error:
        Dossier.from_data(data)
    assert str(error.value) == message

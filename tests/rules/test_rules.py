"""The segmenter `rules`: the first condition that is true decides, on every engine, and says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from marshmallow import ValidationError

from kartoteka import Boolean, Check, Context, Frame, Integer, Label, Tables, Text
from kartoteka_rules.segmenter import Rules
from support.engines import ENGINES, arrow, lazy, values

COLUMNS = {"customer_id": Text, "employees": Integer, "industry": Text, "blacklisted": Boolean}
CUSTOMERS = [
    {"customer_id": "both", "employees": 600, "industry": "food", "blacklisted": False},
    {"customer_id": "food", "employees": 50, "industry": "food", "blacklisted": False},
    {"customer_id": "none", "employees": 50, "industry": "paper", "blacklisted": False},
    {"customer_id": "empty", "employees": None, "industry": None, "blacklisted": False},
]
BIG_FOOD_OTHER = [
    {"when": "employees > 500", "segment": "big", "terms": {"discount": "20%", "payment_days": 30}},
    {"when": "industry = 'food' and employees is not null", "segment": "food"},
    {"else": "other", "terms": {"prefer": "prepaid"}},
]


def rules(written: Sequence[Mapping[str, Any]], **options: Any) -> Rules:
    checked = Rules.Options().load({"rules": list(written), **options})
    return Rules(checked, Context("p", "kind", date(2026, 11, 30), "PLN", "en", "Europe/Warsaw", Path(), COLUMNS))


def tables(customers: Frame) -> Tables:
    return Tables(customers, customers, customers, customers)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_first_condition_that_is_true_decides(engine: str) -> None:
    columns = rules(BIG_FOOD_OTHER).columns()
    got = values(lazy(engine, arrow(COLUMNS, CUSTOMERS)), **columns)
    assert got == {"segment": ["big", "food", "other", "other"], "rule": [1, 2, 3, 3]}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_condition_and_its_opposite_leave_the_unknown_to_the_else(engine: str) -> None:
    segmenter = rules(
        [
            {"when": "employees > 500", "segment": "big"},
            {"when": "not employees > 500", "segment": "small"},
            {"else": "unknown"},
        ]
    )
    got = values(lazy(engine, arrow(COLUMNS, CUSTOMERS)), **segmenter.columns())
    assert got["segment"] == ["big", "small", "small", "unknown"]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_else_alone_is_everybody(engine: str) -> None:
    got = values(lazy(engine, arrow(COLUMNS, CUSTOMERS)), **rules([{"else": "all"}]).columns())
    assert got == {"segment": ["all"] * 4, "rule": [1] * 4}


def test_labels_have_ranks_only_where_the_order_means_something() -> None:
    terms = {"discount": Decimal(20), "payment_days": 30}
    unordered = [Label("big", None, terms), Label("food"), Label("other", None, {"prefer": "prepaid"})]
    assert rules(BIG_FOOD_OTHER).labels() == unordered
    assert [label.rank for label in rules(BIG_FOOD_OTHER, ordered=True).labels()] == [0, 1, 2]


def test_a_segment_of_several_rules_is_one_label_with_its_terms() -> None:
    written = [
        {"when": "employees > 500", "segment": "good"},
        {"when": "industry = 'food'", "segment": "good", "terms": {"discount": 5}},
        {"else": "other"},
    ]
    assert rules(written).labels() == [Label("good", None, {"discount": Decimal(5)}), Label("other")]


@pytest.mark.parametrize("engine", ENGINES)
def test_explain_tells_the_truth_of_every_part(engine: str) -> None:
    customers = lazy(engine, arrow(COLUMNS, [CUSTOMERS[1]]))
    assert rules(BIG_FOOD_OTHER).explain(tables(customers), "food") == [
        Check("rule 1: big", False, "employees > 500 is false (employees is 50)", "it takes employees > 500"),
        Check(
            "rule 2: food",
            True,
            "industry = 'food' is true (industry is 'food'); employees is not null is true (employees is 50)",
        ),
        Check("rule 3: other", False, "rule 2 holds"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_explain_tells_what_is_unknown_because_a_field_is_empty(engine: str) -> None:
    customers = lazy(engine, arrow(COLUMNS, [CUSTOMERS[3]]))
    checks = rules(BIG_FOOD_OTHER).explain(tables(customers), "empty")
    assert [check.met for check in checks] == [None, False, True]
    assert checks[0].because == "employees > 500 is unknown (employees is empty)"
    assert checks[1].would_change == "it takes industry = 'food' and employees is not null"
    assert checks[2].because == "no rule before it holds"


def test_a_condition_that_stands_twice_is_linted() -> None:
    written = [*BIG_FOOD_OTHER[:2], {"when": "employees  > 500", "segment": "huge"}, {"else": "other"}]
    assert list(rules(written).lint(None)) == ["rule 3 (huge) is never reached: rule 1 has the same condition"]
    assert list(rules(BIG_FOOD_OTHER).lint(None)) == []


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("true", "rule 1 (a) holds for everybody: no rule after it is ever reached"),
        ("1 < 2 and as_of < date '2030-01-01'", "rule 1 (a) holds for everybody: no rule after it is ever reached"),
        ("employees > 5 or 'x' = 'x'", "rule 1 (a) holds for everybody: no rule after it is ever reached"),
        ("employees > 5 and 1=2", "rule 1 (a) never holds: 1=2 is true for nobody"),
        ("not true", "rule 1 (a) never holds: not true is true for nobody"),
        ("industry = null", "rule 1 (a) never holds: industry = null is true for nobody"),
        ("(employees > 5 or 1 = 2) and (null or 1 > 2)", "rule 1 (a) never holds: (null or 1 > 2) is true for nobody"),
        ("as_of + interval '1 month' < as_of", "rule 1 (a) never holds: as_of + interval '1 month' < as_of is true for nobody"),
        ("(employees > 5) is true or 1 = 2", None),
        ("employees > 5 or not employees > 5", None),
        ("employees = employees", None),
        ("employees is null", None),
    ],
)
def test_a_condition_that_is_the_same_for_everybody_is_linted(when: str, told: str | None) -> None:
    written = [{"when": when, "segment": "a"}, {"when": "employees > 5", "segment": "b"}, {"else": "other"}]
    assert list(rules(written).lint(None)) == ([] if told is None else [told])


BIG = {"when": "employees > 500", "segment": "big"}


@pytest.mark.parametrize(
    ("written", "where", "message"),
    [
        ([], ["rules"], "there is no rule; the least is one else: {else: other}"),
        ([BIG], ["rules", 0, "when"], "the last rule has to be an else"),
        ([{"else": "x"}, BIG, {"else": "y"}], ["rules", 0, "else"], "move it to the end"),
        ([{"when": "employees > 5"}, {"else": "x"}], ["rules", 0, "_schema"], "a rule names its segment"),
        ([{"segment": "big"}, {"else": "x"}], ["rules", 0, "_schema"], "a rule has a condition, or is the else"),
        ([BIG | {"else": "x"}], ["rules", 0, "when"], "an else has no condition"),
        ([BIG | {"segment": " "}, {"else": "x"}], ["rules", 0, "segment"], "' ' is not a name"),
        ([BIG | {"segment": "blacklist"}, {"else": "x"}], ["rules", 0, "segment"], "a label that the segmenter gives itself"),
        ([BIG, {"else": "blacklist"}], ["rules", 1, "else"], "a label that the segmenter gives itself; choose another name"),
        (
            [BIG | {"terms": {"discount": 5}}, {"else": "big", "terms": {"discount": 6}}],
            ["rules", 1, "terms"],
            "'big' has other terms in an earlier rule",
        ),
        ([BIG | {"terms": {"discount": "120%"}}, {"else": "x"}], ["rules", 0, "terms", "discount"], "from 0 to 100"),
        ([BIG | {"rank": 1}, {"else": "x"}], ["rules", 0, "rank"], "Unknown field"),
    ],
)
def test_rules_that_are_not_total_are_refused(written: list[dict[str, Any]], where: list[Any], message: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Rules.Options().load({"rules": written})
    found: Any = raised.value.messages
    for key in where:
        found = found[key]
    assert message in found[0]

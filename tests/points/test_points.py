"""The scorer `points`: who fits, what is missing, and how the points come about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from points.judged import judged, part
from support.engines import ENGINES

pytestmark = pytest.mark.parametrize("engine", ENGINES)

FIVE_YEARS = "coalesce(founded_on + interval '5 years' <= as_of, years_active >= 5)"
"""By the day of founding where it is known, else by the years."""

STAFF_MEALS: dict[str, Any] = {
    "must_have": [
        {"name": "more than 50 employees", "where": "employees > 50"},
        {"name": "5 years on the market", "where": FIVE_YEARS},
    ],
    "nice_to_have": [
        {"name": "manufacturing", "where": "industry = 'manufacturing'", "points": 20},
        {"name": "headcount", "value": "employees / 100", "points": 5, "cap": 15},
    ],
    "grades": [{"name": "A", "at_least": 25}, {"name": "B", "at_least": 10}, {"name": "C", "at_least": 0}],
}


def test_a_caterers_prospects(engine: str) -> None:
    factory = {"employees": 260, "founded_on": date(1998, 3, 1), "industry": "manufacturing"}
    office = {"employees": 51, "years_active": 5, "industry": "software"}
    young = {"employees": 800, "founded_on": date(2024, 1, 1), "industry": "manufacturing"}
    secret = {"founded_on": date(1998, 3, 1)}
    nothing: dict[str, Any] = {}
    assert judged(engine, [factory, office, young, secret, nothing], **STAFF_MEALS) == [
        {"fit": True, "missing": None, "points": 33, "manufacturing": 20, "headcount": 13, "grade": "A"},
        {"fit": True, "missing": None, "points": 3, "manufacturing": 0, "headcount": 3, "grade": "C"},
        {"fit": False, "missing": "5 years on the market", "points": 35, "manufacturing": 20, "headcount": 15, "grade": None},
        {
            "fit": False,
            "missing": "more than 50 employees (unknown)",
            "points": 0,
            "manufacturing": 0,
            "headcount": 0,
            "grade": None,
        },
        {
            "fit": False,
            "missing": "more than 50 employees (unknown); 5 years on the market (unknown)",
            "points": 0,
            "manufacturing": 0,
            "headcount": 0,
            "grade": None,
        },
    ]


@pytest.mark.parametrize(
    ("founded_on", "years_active", "missing"),
    [
        (date(2021, 11, 30), None, None),
        (date(2021, 12, 1), None, "old"),
        (date(2021, 12, 1), 5, "old"),
        (date(2021, 11, 30), 4, None),
        (None, 4, "old"),
        (None, 5, None),
        (None, None, "old (unknown)"),
    ],
)
def test_five_years_on_the_market_to_the_day(
    engine: str, founded_on: date | None, years_active: int | None, missing: str | None
) -> None:
    old = {"name": "old", "where": FIVE_YEARS}
    row = judged(engine, [{"founded_on": founded_on, "years_active": years_active}], must_have=[old])[0]
    assert row == {"fit": missing is None, "missing": missing, "points": 0}


def test_without_must_haves_everybody_fits(engine: str) -> None:
    food = {"name": "food", "where": "industry = 'food'", "points": 3}
    rows = judged(engine, [{"industry": "food"}, {}], nice_to_have=[food])
    assert rows == [
        {"fit": True, "missing": None, "points": 3, "food": 3},
        {"fit": True, "missing": None, "points": 0, "food": 0},
    ]


def test_a_must_have_that_names_no_field_holds_for_all_or_none(engine: str) -> None:
    rows = judged(engine, [{}, {}], must_have=[{"name": "season", "where": "month(as_of) = 12"}])
    assert [(row["fit"], row["missing"]) for row in rows] == [(False, "season")] * 2


def test_a_value_is_worth_its_points_up_to_the_cap(engine: str) -> None:
    customers = [{"employees": number} for number in (-7, 0, 1, 2, 3, 9, 10, 11, 2**62)]
    assert part(engine, customers, value="employees", points=1, cap=10) == [0, 0, 1, 2, 3, 9, 10, 10, 10]
    assert part(engine, customers, value="employees", points="0.5", cap=5) == [0, 0, 1, 1, 2, 5, 5, 5, 5]


def test_a_half_goes_up_also_where_the_double_lies_below_it(engine: str) -> None:
    assert 0.29 * 50 < 14.5
    customers = [{"employees": number} for number in (49, 50, 51)]
    assert part(engine, customers, value="employees", points="0.29", cap=100) == [14, 15, 15]
    customers = [{"turnover": Decimal(amount)} for amount in ("49.9999", "50", "50.0001")]
    assert part(engine, customers, value="turnover", points="0.29", cap=100) == [14, 15, 15]
    customers = [{"share": share} for share in (0.4999, 0.5, 0.1 + 0.2)]
    assert part(engine, customers, value="share", points=1, cap=100) == [0, 1, 0]


def test_a_value_that_is_empty_or_divided_by_nothing_gives_nothing(engine: str) -> None:
    customers = [{"employees": 10, "years_active": 0}, {"years_active": 2}, {"employees": 10, "years_active": 2}]
    assert part(engine, customers, value="employees / years_active", points=1, cap=9) == [0, 0, 5]


def test_what_is_no_number_gives_nothing_and_what_has_no_end_the_cap(engine: str) -> None:
    customers = [{"share": share} for share in (float("nan"), float("inf"), float("-inf"), 1.0)]
    assert part(engine, customers, value="share", points=1, cap=9) == [0, 9, 0, 1]


def test_a_value_without_a_field_is_the_same_for_all(engine: str) -> None:
    assert part(engine, [{}, {}], value="2 + 1", points=2, cap=9) == [6, 6]


def test_a_grade_goes_by_the_points_of_those_that_fit(engine: str) -> None:
    rows = judged(
        engine,
        [{"employees": number} for number in (0, 9, 10, 19, 20, 99)] + [{}],
        must_have=[{"name": "seen", "where": "employees < 99"}],
        nice_to_have=[{"name": "size", "value": "employees", "points": 1, "cap": 100}],
        grades=[{"name": "gold", "at_least": 20}, {"name": "silver", "at_least": 10}],
    )
    assert [row["grade"] for row in rows] == [None, None, "silver", "silver", "gold", None, None]

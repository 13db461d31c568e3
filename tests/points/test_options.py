"""What the scorer `points` refuses, and what it only wonders at."""

from __future__ import annotations

from typing import Any

import pytest
from marshmallow import ValidationError

from kartoteka_points.scorer import Points
from points.judged import points

FOOD = {"name": "food", "where": "industry = 'food'", "points": 10}
SIZE = {"name": "size", "value": "employees", "points": 2, "cap": 10}
BIG = {"name": "big enough", "where": "employees > 50"}
DECAY = {"since": "asked_on", "halves_every": "6 months"}


def refused(written: dict[str, Any], *where: Any) -> str:
    with pytest.raises(ValidationError) as raised:
        Points.Options().load(written)
    found: Any = raised.value.messages
    for key in where:
        assert list(found) == [key]
        found = found[key]
    return str(found[0])


@pytest.mark.parametrize(
    ("one", "key", "message"),
    [
        (SIZE | {"cap": 1}, "cap", "1 is less than the 2 points that it is worth"),
        (FOOD | {"cap": 9}, "cap", "9 is less than the 10 points that it is worth"),
        (SIZE | {"cap": 100_001}, "cap", "more than 100000"),
        ({"name": "size", "value": "employees", "points": 2}, "cap", "say the most that it gives"),
        (FOOD | {"points": 0}, "points", "above 0"),
        (FOOD | {"points": -5}, "points", "points are added"),
        (FOOD | {"points": 100_001}, "points", "at most 100000"),
        (FOOD | {"points": "2.5"}, "points", "a condition is worth whole points"),
        (SIZE | {"points": "0.00001"}, "points", "at most four"),
        (FOOD | {"value": "employees"}, "_schema", "either a condition or a value"),
        ({"name": "food", "points": 1}, "_schema", "either a condition or a value"),
        (FOOD | {"name": "Food industry"}, "name", "it becomes a column"),
        (FOOD | {"name": "points"}, "name", "a column of the scorer itself"),
        (FOOD | {"name": "grade"}, "name", "a column of the scorer itself"),
        (FOOD | {"weight": 3}, "weight", "Unknown field"),
    ],
)
def test_a_nice_to_have_is_one_thing_within_its_bounds(one: dict[str, Any], key: str, message: str) -> None:
    assert message in refused({"nice_to_have": [one]}, "nice_to_have", 0, key)


@pytest.mark.parametrize("period", ["-6 months", "0 months", "6", "half a year", -6])
def test_a_decay_takes_a_period_above_nothing(period: object) -> None:
    one = FOOD | {"decay": DECAY | {"halves_every": period}}
    message = refused({"nice_to_have": [one]}, "nice_to_have", 0, "decay", "halves_every")
    assert message.startswith(f"'{period}' is not a period; write a whole number and day, week, month")


def test_names_are_given_once() -> None:
    assert "another must-have" in refused({"must_have": [BIG, BIG]}, "must_have", 1, "name")
    assert "another nice-to-have" in refused({"nice_to_have": [FOOD, SIZE, FOOD]}, "nice_to_have", 2, "name")
    grades = [{"name": "A", "at_least": 9}, {"name": "A", "at_least": 5}]
    assert "another grade" in refused({"nice_to_have": [FOOD], "grades": grades}, "grades", 1, "name")


@pytest.mark.parametrize("name", ["", " ", " big", "big; old"])
def test_the_name_of_a_must_have_can_be_told_in_a_list(name: str) -> None:
    assert "is not a name" in refused({"must_have": [BIG | {"name": name}]}, "must_have", 0, "name")


@pytest.mark.parametrize("second", [10, 11])
def test_grades_go_down(second: int) -> None:
    grades = [{"name": "A", "at_least": 10}, {"name": "B", "at_least": second}]
    assert "write the best grade first" in refused({"nice_to_have": [FOOD], "grades": grades}, "grades", 1, "at_least")


def test_there_is_something_to_judge_by() -> None:
    assert "nothing to judge by" in refused({}, "_schema")
    assert "nothing to judge by" in refused({"must_have": [], "nice_to_have": []}, "_schema")


def test_what_is_wrong_in_one_place_is_told_once() -> None:
    written = {"must_have": [{"name": "big"}, BIG], "nice_to_have": [FOOD | {"points": "many"}, FOOD]}
    with pytest.raises(ValidationError) as raised:
        Points.Options().load(written)
    assert raised.value.messages == {
        "must_have": {0: {"where": ["Missing data for required field."]}},
        "nice_to_have": {0: {"points": ["Not a valid number."]}},
    }


def test_a_grade_out_of_reach_and_a_must_have_that_stands_twice_are_linted() -> None:
    grades = [{"name": "A", "at_least": 21}, {"name": "B", "at_least": 20}]
    twice = {"name": "large", "where": "employees  > 50"}
    scorer = points(must_have=[BIG, twice], nice_to_have=[FOOD, SIZE], grades=grades)
    assert list(scorer.lint(None)) == [
        "grade A is never reached: it asks for 21 points, and 20 is most",
        "'large' has the same condition as 'big enough'",
    ]
    assert list(points(must_have=[BIG], nice_to_have=[FOOD]).lint(None)) == []

"""What the options accept, what a person reads when they do not, and what is allowed but hardly meant."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as effort
from marshmallow import ValidationError

from headcount import plain_reading as plain
from headcount.drawn import bands_of
from kartoteka import Label, Period, Text
from kartoteka_headcount.bands import stretches
from kartoteka_headcount.options import HeadcountOptions
from support.headcount import COLUMNS, headcount


def problems(**written: Any) -> Any:
    with pytest.raises(ValidationError) as caught:
        HeadcountOptions().load(written)
    return caught.value.messages


def lint(*bands: dict[str, Any]) -> list[str]:
    return list(headcount(bands=list(bands)).lint(None))


def test_the_default_bands_and_their_ranks() -> None:
    assert headcount().labels() == (
        Label("strategic", 0),
        Label("important", 1),
        Label("everyday", 2),
        Label("too-small", 3),
        Label("competitor"),
        Label("unknown"),
    )
    assert list(headcount().lint(None)) == []
    assert headcount().options["approach"] == Period(days=90)


def test_bands_carry_terms() -> None:
    first, *_ = headcount(bands=[{"name": "big", "at_least": 1, "terms": {"discount": "20%"}}], main_products=["x"]).labels()
    assert first == Label("big", 0, {"discount": Decimal(20)})


@pytest.mark.parametrize(
    ("band", "found"),
    [
        ({"at_least": 250, "at_most": 249}, "no whole number of employees fits at_least: 250 and at_most: 249"),
        ({"more_than": 249, "less_than": 250}, "no whole number of employees fits more_than: 249 and less_than: 250"),
        ({"less_than": 0}, "no whole number of employees fits less_than: 0"),
        ({"at_least": 1, "more_than": 1}, "the band has at_least: 1 as well; write one of the two"),
        ({"at_most": 1, "less_than": 1}, "the band has at_most: 1 as well; write one of the two"),
        ({"at_least": -1}, "-1 is no number of employees; they begin at 0"),
        ({"name": "unknown"}, "'unknown' is a label that the segmenter gives itself; choose another name"),
        ({"name": "blacklist"}, "'blacklist' is a label that the segmenter gives itself; choose another name"),
        ({"name": " "}, "' ' is not a name; it needs a letter or digit and no blank at either end"),
        ({"at_leats": 1}, "Unknown field."),
    ],
)
def test_bands_that_cannot_be(band: dict[str, Any], found: str) -> None:
    [messages] = problems(bands=[{"name": "a", **band}])["bands"][0].values()
    assert messages == [found]


def test_names_differ() -> None:
    bands = [{"name": "a", "at_least": 9}, {"name": "a", "at_least": 5}, {"name": "A"}]
    assert problems(bands=bands)["bands"] == {
        1: {"name": ["'a' is there already; choose another name"]},
        2: {"name": ["'A' differs from 'a' by case alone; choose another name"]},
    }
    assert problems(bands=[])["bands"] == ["there is no band; name at least one: {name: big, at_least: 250}"]


@pytest.mark.parametrize("option", [{"straddle": "middle"}, {"codes": "naf"}, {"approach": "soon"}, {"main_products": [" "]}])
def test_other_options_that_cannot_be(option: dict[str, Any]) -> None:
    assert problems(**option).keys() == option.keys()


def test_a_gap_is_told_with_its_numbers() -> None:
    over = {"name": "over", "more_than": 500}
    assert lint(over, {"name": "middle", "at_least": 250, "at_most": 499}) == [
        "no band takes exactly 500 employees: that is between 'middle', which ends at 499, and 'over', from 501; "
        "they are 'unknown'"
    ]
    assert lint(over, {"name": "middle", "less_than": 250}) == [
        "no band takes 250 to 500 employees: that is between 'middle', which ends at 249, and 'over', from 501; "
        "they are 'unknown'"
    ]
    assert lint({"name": "middle", "at_least": 250, "at_most": 499}) == [
        "no band takes 500 and more employees: that is above the highest band 'middle'; they are 'unknown'"
    ]


def test_an_overlap_is_told_with_its_numbers() -> None:
    assert lint({"name": "over", "at_least": 499}, {"name": "middle", "at_least": 250, "at_most": 499}) == [
        "bands 'over' and 'middle' overlap: 499 employees are in each, and 'over' gets them"
    ]
    assert lint({"name": "all"}, {"name": "middle", "at_least": 250, "at_most": 499}) == [
        "band 'middle' can never be reached: 250 to 499 are taken by 'all', which is tried before it",
        "bands 'all' and 'middle' overlap: 250 to 499 employees are in each, and 'all' gets them",
    ]


def test_half_of_what_a_competitor_needs_is_told() -> None:
    without = {name: type_ for name, type_ in COLUMNS.items() if name != "competitor_until"}
    [sentence] = headcount(without).lint(None)
    assert sentence.startswith("customers have competitor but not competitor_until, so nobody can be 'competitor'")
    assert list(headcount({"customer_id": Text, "employees_band": Text}).lint(None)) == []


@given(bands_of())
@effort(max_examples=150, deadline=None)
def test_the_lint_tells_of_every_number_that_is_not_in_exactly_one_band(bands: list[dict[str, Any]]) -> None:
    said = lint(*bands)
    told: dict[str, set[int]] = {"no band takes": set(), "bands ": set()}
    loaded = HeadcountOptions().load({"bands": bands})["bands"]
    for one in stretches(loaded):
        end = plain.MOST if one.at_most is None else one.at_most
        numbers = f"{one.at_least}" if one.at_most == one.at_least else f"{one.at_least} to {one.at_most}"
        numbers = f"{one.at_least} and more" if one.at_most is None else numbers
        for start, found in told.items():
            if any(sentence.startswith(start) and f" {numbers} employees" in sentence for sentence in said):
                found |= set(range(one.at_least, end + 1))
    takers = {number: [band for band in bands if plain.takes(band, number)] for number in range(plain.MOST)}
    first = min(number for number, some in takers.items() if some)
    assert told["no band takes"] - {plain.MOST} == {number for number, some in takers.items() if not some and number > first}
    assert told["bands "] - {plain.MOST} == {number for number, some in takers.items() if len(some) > 1}
    never = {band["name"] for band in bands if not any(some and some[0] is band for some in takers.values())}
    assert {band["name"] for band in bands if any(f"band {band['name']!r} can never" in one for one in said)} == never

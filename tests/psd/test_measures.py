"""From values to marks and back: straight lines between anchors, flat outside, and the nearest value that would do."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka_psd.measures import mark_of, nearest_value, turns

ORDERS = ((Fraction(300), Fraction(1)), (Fraction(600), Fraction(3)), (Fraction(1500), Fraction(5)))
DAYS = ((Fraction(5), Fraction(5)), (Fraction(30), Fraction(3)), (Fraction(120), Fraction(1)))


@pytest.mark.parametrize(
    ("value", "mark"),
    [(0, "1"), (300, "1"), (450, "2"), (600, "3"), (1050, "4"), (1500, "5"), (9999, "5"), ("300.15", "1.001")],
)
def test_rising_anchors(value: str, mark: str) -> None:
    assert mark_of(Fraction(value), ORDERS) == Fraction(mark)


@pytest.mark.parametrize(("value", "mark"), [(0, "5"), (5, "5"), ("17.5", "4"), (30, "3"), (75, "2"), (120, "1"), (400, "1")])
def test_falling_anchors(value: str, mark: str) -> None:
    assert mark_of(Fraction(value), DAYS) == Fraction(mark)


@pytest.mark.parametrize(
    ("value", "wanted", "found"),
    [(400, 3, "600"), (400, 4, "1050"), (100, 5, "1500"), (400, "5.01", None), (700, 3, "700"), (400, "2.3333333333", "500")],
)
def test_the_nearest_value_of_rising_anchors(value: int, wanted: str, found: str | None) -> None:
    expected = None if found is None else Fraction(found)
    assert nearest_value(Fraction(value), ORDERS, Fraction(wanted)) == expected


def test_a_value_is_written_with_two_decimals_on_the_good_side() -> None:
    third = Fraction(7, 3)
    assert nearest_value(Fraction(400), ORDERS, third) == Fraction(500)
    assert nearest_value(Fraction(400), ORDERS, Fraction(5, 7)) == Fraction(400)
    assert nearest_value(Fraction(400), ORDERS, Fraction(16, 7)) == Fraction("492.86")  # 492.857142…
    assert nearest_value(Fraction(90), DAYS, Fraction(16, 7)) == Fraction("62.14")  # 62.142857…


def test_between_two_humps_the_nearer_one_is_taken() -> None:
    humps = [(Fraction(x), Fraction(y)) for x, y in ((0, 4), (10, 1), (20, 1), (40, 5))]
    assert turns(humps)
    assert not turns(ORDERS)
    assert not turns(DAYS)
    assert nearest_value(Fraction(12), humps, Fraction(3)) == Fraction("3.33")
    assert nearest_value(Fraction(25), humps, Fraction(3)) == Fraction(30)


marks = st.fractions(1, 5, max_denominator=8)
values = st.fractions(-50, 50, max_denominator=8)
lines = st.dictionaries(st.integers(-20, 20).map(Fraction), marks, min_size=2, max_size=5).map(lambda one: sorted(one.items()))


def slow_mark(value: Fraction, anchors: list[tuple[Fraction, Fraction]]) -> Fraction:
    """The rule read plainly: look for the anchors on both sides, and go the same share of the way between their marks."""
    below = [anchor for anchor in anchors if anchor[0] <= value]
    above = [anchor for anchor in anchors if anchor[0] >= value]
    if not below:
        return min(anchors)[1]
    if not above:
        return max(anchors)[1]
    (left, low), (right, high) = max(below), min(above)
    return low if left == right else low + (high - low) * ((value - left) / (right - left))


@settings(max_examples=200)
@given(value=values, anchors=lines)
def test_marks_are_those_of_a_slow_reading(value: Fraction, anchors: list[tuple[Fraction, Fraction]]) -> None:
    assert mark_of(value, anchors) == slow_mark(value, anchors)


@settings(max_examples=200)
@given(value=values, anchors=lines, wanted=marks)
def test_the_nearest_value_passes_and_none_nearer_does(
    value: Fraction, anchors: list[tuple[Fraction, Fraction]], wanted: Fraction
) -> None:
    found = nearest_value(value, anchors, wanted)
    if found is None:
        assert all(mark < wanted for _, mark in anchors)
        return
    assert mark_of(found, anchors) >= wanted
    reach = abs(found - value) - Fraction(1, 100)
    steps = [reach * number / 40 for number in range(40)] if reach > 0 else []
    assert not [one for step in steps for one in (value - step, value + step) if slow_mark(one, anchors) >= wanted]

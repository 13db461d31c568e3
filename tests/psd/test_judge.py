"""A segment passes only if all three criteria pass; what is unanswered is no zero."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kartoteka_psd.answers import Answer
from kartoteka_psd.criteria import CRITERIA, PASSION, PROFITABILITY, SPECIALISATION
from kartoteka_psd.judge import Judged, judge
from kartoteka_psd.measures import Measure
from kartoteka_psd.pool import Pooled
from kartoteka_psd.words import value_in_words, verdict

ORDERS = Measure(
    "average_order", Fraction(3), ((Fraction(300), Fraction(1)), (Fraction(600), Fraction(3)), (Fraction(1500), Fraction(5)))
)
DAYS = Measure(
    "decision_days", Fraction(1), ((Fraction(5), Fraction(5)), (Fraction(30), Fraction(3)), (Fraction(120), Fraction(1)))
)
PAYMENT = Measure("payment", Fraction(1), marks={"prepaid": Fraction(5), "instalments": Fraction(3), "postpaid": Fraction(2)})
THREE = dict.fromkeys(CRITERIA, Fraction(3))


def answer(mark: object) -> Answer:
    return Answer(Decimal(str(mark)), "because", "Anna", date(2026, 11, 30))


def judged(passion: object, specialisation: object, average: object, *measures: Measure, **pooled: object) -> Judged:
    answers = {PASSION: passion, SPECIALISATION: specialisation}
    given_ = {criterion: answer(mark) for criterion, mark in answers.items() if mark is not None}
    told = Pooled(7, {} if average is None else {"average_order": (Fraction(str(average)) * 4, 4)})
    for name, value in pooled.items():
        if isinstance(value, Mapping):
            told.texts[name] = dict(value)
        else:
            told.totals[name] = (Fraction(str(value)) * 3, 3)
    return judge("vip", told, given_, [ORDERS, *measures], THREE)


@pytest.mark.parametrize("good", list(product([True, False], repeat=3)))
def test_each_combination_of_pass_and_fail(good: tuple[bool, bool, bool]) -> None:
    found = judged(3 if good[0] else 2, 4 if good[1] else "2.5", 600 if good[2] else 450)
    assert found.passed == all(good)
    assert found.failed == [criterion for criterion, one in zip(CRITERIA, good, strict=True) if not one]
    assert found.unanswered == []
    lacks = {PASSION: Fraction(1), SPECIALISATION: Fraction(1, 2), PROFITABILITY: Fraction(1)}
    for criterion, one in zip(CRITERIA, good, strict=True):
        assert found.short_by(criterion) == (None if one else lacks[criterion])


@pytest.mark.parametrize("answered", [one for one in product([True, False], repeat=3) if not all(one)])
def test_what_is_unanswered_is_neither_passed_nor_failed(answered: tuple[bool, bool, bool]) -> None:
    found = judged(*(good if one else None for one, good in zip(answered, (5, 5, 1500), strict=True)))
    open_ = [criterion for criterion, one in zip(CRITERIA, answered, strict=True) if not one]
    assert (found.passed, found.failed, found.unanswered) == (False, [], open_)
    assert all(found.marks[criterion] is None for criterion in open_)


@pytest.mark.parametrize(("average", "passed"), [("600", True), ("599.9999", False), ("600.0001", True)])
def test_a_tie_at_the_threshold_passes(average: str, passed: bool) -> None:
    assert judged(3, 3, average).passed is passed


def test_a_tie_of_weighted_marks_is_seen_where_floats_would_miss_it() -> None:
    tenths = [Measure(f"m{n}", Fraction(1, 10), ((Fraction(0), Fraction(1)), (Fraction(4), Fraction(5)))) for n in range(3)]
    found = judge(
        "vip",
        Pooled(1, {f"m{n}": (Fraction(value), 1) for n, value in enumerate(("0", "2", "4"))}),
        {PASSION: answer(3), SPECIALISATION: answer(3)},
        tenths,
        THREE,
    )
    assert found.marks[PROFITABILITY] == 3
    assert found.passed
    assert sum(0.1 * mark for mark in (1, 3, 5)) / (0.1 + 0.1 + 0.1) < 3


def test_just_below_the_threshold_is_shown_as_below() -> None:
    found = judged(3, 3, "599.9999")
    assert verdict(found, "PLN") == (
        "fails profitability: 2.999999 is 0.000001 short of 3; profitability passes if average order rises to 600 PLN"
    )


def test_weights_and_texts() -> None:
    found = judged(3, 3, 450, DAYS, PAYMENT, decision_days="17.5", payment={"prepaid": 1, "postpaid": 2})
    assert [one.mark for one in found.measures] == [2, 4, 3]
    assert found.marks[PROFITABILITY] == Fraction(2 * 3 + 4 + 3, 5)
    assert [one.passes_at for one in found.measures] == [550, None, 5]
    assert verdict(found, "PLN") == (
        "fails profitability: 2.6 is 0.4 short of 3; profitability passes if average order rises to 550 PLN, "
        "or the mean mark of payment rises to 5"
    )


def test_a_measure_without_data_makes_profitability_unanswered() -> None:
    found = judged(3, 3, 1500, DAYS)
    assert (found.marks[PROFITABILITY], found.unanswered, found.passed) == (None, [PROFITABILITY], False)
    assert verdict(found, "PLN") == "unanswered: profitability (there are no data for decision days)"


def test_a_measure_without_weight_is_shown_and_does_not_count() -> None:
    idle = dataclasses.replace(DAYS, weight=Fraction(0))
    assert judged(3, 3, 1500, idle).passed
    found = judged(3, 3, 450, idle, decision_days=75)
    assert [one.mark for one in found.measures] == [2, 2]
    assert [one.passes_at for one in found.measures] == [600, None]
    assert found.marks[PROFITABILITY] == 2


def test_a_text_without_a_mark_leaves_the_measure_open() -> None:
    found = judged(3, 3, 1500, PAYMENT, payment={"prepaid": 5, "barter": 2, "cheque": 1})
    assert found.marks[PROFITABILITY] is None
    assert verdict(found, "PLN") == "unanswered: profitability (payment has no mark for 'barter' (2), 'cheque' (1))"


def test_everything_is_told_at_once() -> None:
    assert verdict(judged(2, None, 450), "PLN") == (
        "fails passion: 2 is 1 short of 3; fails profitability: 2 is 1 short of 3; unanswered: specialisation; "
        "profitability passes if average order rises to 600 PLN"
    )
    assert verdict(judged(5, 5, 1500), "PLN") == "passes"


quantities = st.decimals(0, 2000, places=2)
days = st.decimals(0, 150, places=1)


@settings(max_examples=150)
@given(average=quantities, decision=days, texts=st.tuples(*[st.integers(0, 4)] * 3), threshold=st.decimals(1, 5, places=2))
def test_what_would_pass_passes_when_it_comes_true(
    average: Decimal, decision: Decimal, texts: tuple[int, int, int], threshold: Decimal
) -> None:
    assume(any(texts))
    counts = {text: number for text, number in zip(PAYMENT.marks, texts, strict=True) if number}
    thresholds = {**THREE, PROFITABILITY: Fraction(threshold)}

    def again(average: Fraction, decision: Fraction, payment: Measure = PAYMENT) -> Judged:
        pooled = Pooled(3, {"average_order": (average, 1), "decision_days": (decision, 1)}, {"payment": counts})
        return judge("vip", pooled, {}, [ORDERS, DAYS, payment], thresholds)

    found = again(Fraction(average), Fraction(decision))
    marks = [one.mark for one in found.measures]
    assert found.marks[PROFITABILITY] == sum(m * w for m, w in zip(marks, (3, 1, 1), strict=True)) / 5
    passing = {one.measure.name: one.passes_at for one in found.measures}
    if found.short_by(PROFITABILITY) is None:
        assert set(passing.values()) == {None}
        return
    needed = passing["average_order"]
    if needed is None:
        assert again(Fraction(1500), Fraction(decision)).short_by(PROFITABILITY) is not None
    else:
        assert again(needed, Fraction(decision)).short_by(PROFITABILITY) is None
        assert again(needed - Fraction(2, 100), Fraction(decision)).short_by(PROFITABILITY) is not None
    needed = passing["decision_days"]
    if needed is None:
        assert again(Fraction(average), Fraction(5)).short_by(PROFITABILITY) is not None
    else:
        assert again(Fraction(average), needed).short_by(PROFITABILITY) is None
        assert again(Fraction(average), needed + Fraction(2, 100)).short_by(PROFITABILITY) is not None
    needed = passing["payment"]
    if needed is not None:
        meant = dataclasses.replace(PAYMENT, marks=dict.fromkeys(PAYMENT.marks, needed))
        assert again(Fraction(average), Fraction(decision), meant).marks[PROFITABILITY] == Fraction(threshold)


def test_a_segment_without_customers_says_so() -> None:
    empty = judge("vip", Pooled(), {PASSION: answer(4), SPECIALISATION: answer(4)}, [ORDERS, DAYS], THREE)
    assert verdict(empty, "PLN") == "unanswered: profitability (there are no customers to judge by)"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("average_order", Fraction(700), "700 PLN"),
        ("average_order", Fraction("6389.505"), "6,389.50 PLN"),
        ("average_order", Fraction(2000, 3), "666.67 PLN"),
        ("decision_days", Fraction(667, 15), "44.47"),
    ],
)
def test_a_value_is_shown_with_two_decimals_at_most(name: str, value: Fraction, words: str) -> None:
    assert value_in_words(name, value, "PLN") == words

"""What is kept of a segment's judgement: all that a page about it needs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from kartoteka import ColumnType, Dossier, DossierAnswer, DossierCriterion, DossierMeasure, Money
from kartoteka_psd.answers import Answer
from kartoteka_psd.criteria import CRITERIA, HIGHEST, LOWEST, PROFITABILITY
from kartoteka_psd.judge import Judged, Measured
from kartoteka_psd.measures import AVERAGE_ORDER

_UNITS: Mapping[str, Literal["days", "people"]] = {"decision_days": "days", "decision_people": "people"}


def dossier(judged: Judged, currency: str, types: Mapping[str, ColumnType]) -> Dossier:
    """The criteria with marks, thresholds, answers and measures.

    Args:
        judged: The segment.
        currency: Of the orders.
        types: The types of the customers' columns, to tell what is money.
    """
    return Dossier(
        members=judged.members,
        passed=judged.passed,
        currency=currency,
        scale=(float(LOWEST), float(HIGHEST)),
        criteria=tuple(_criterion(judged, criterion, types) for criterion in CRITERIA),
    )


def _criterion(judged: Judged, criterion: str, types: Mapping[str, ColumnType]) -> DossierCriterion:
    threshold = float(judged.thresholds[criterion])
    mark, short_by = _number(judged.marks[criterion]), _number(judged.short_by(criterion))
    if criterion == PROFITABILITY:
        measures = tuple(_measure(one, types) for one in judged.measures)
        return DossierCriterion(criterion, mark, threshold, short_by, measures=measures)
    answer = judged.answers.get(criterion)
    return DossierCriterion(criterion, mark, threshold, short_by, None if answer is None else _answer(answer))


def _answer(answer: Answer) -> DossierAnswer:
    removes = None if answer.removes is None else tuple(answer.removes)
    return DossierAnswer(answer.because, answer.by, answer.on.isoformat(), dict(answer.notes), removes)


def _measure(one: Measured, types: Mapping[str, ColumnType]) -> DossierMeasure:
    measure = one.measure
    return DossierMeasure(
        name=measure.name,
        weight=float(measure.weight),
        over="orders" if measure.name == AVERAGE_ORDER else "members",
        have=one.have,
        unit=_unit(measure.name, types.get(measure.name)),
        value=_number(one.value),
        texts=dict(one.texts),
        mark=_number(one.mark),
        unanswered=None if one.mark is not None else "no-mark" if one.have else "no-data",
        anchors=tuple((float(value), float(mark)) for value, mark in measure.anchors),
        marks={text: float(mark) for text, mark in measure.marks.items()},
        passes_at=_number(one.passes_at),
    )


def _unit(name: str, type_: ColumnType | None) -> Literal["money", "days", "people"] | None:
    if name == AVERAGE_ORDER or type_ is Money:
        return "money"
    return _UNITS.get(name)


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)

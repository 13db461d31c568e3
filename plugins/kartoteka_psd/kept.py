"""A judgement, made again from what was kept of it: so that it can be told in another language than it was kept in."""

from __future__ import annotations

from fractions import Fraction

from kartoteka import Dossier, DossierCriterion, DossierMeasure
from kartoteka_psd.judge import Judged, Measured, why_unanswered
from kartoteka_psd.measures import Measure


def judged_again(segment: str, dossier: Dossier) -> Judged:
    """The judgement of a segment with all that a verdict tells; who answered what is left out."""
    return Judged(
        segment=segment,
        members=dossier.members,
        marks={one.name: _mark(one) for one in dossier.criteria},
        thresholds={one.name: _exact(one.threshold) for one in dossier.criteria},
        answers={},
        measures=[_measured(measure) for one in dossier.criteria for measure in one.measures],
    )


def _mark(one: DossierCriterion) -> Fraction | None:
    if one.mark is None:
        return None
    # What a mark lacks is kept on its own, since the mark may lie too near its threshold for a double.
    return _exact(one.mark) if one.short_by is None else _exact(one.threshold) - _exact(one.short_by)


def _measured(one: DossierMeasure) -> Measured:
    marks = {text: _exact(mark) for text, mark in one.marks.items()}
    anchors = tuple((_exact(value), _exact(mark)) for value, mark in one.anchors)
    return Measured(
        measure=Measure(one.name, _exact(one.weight), anchors, marks),
        value=None if one.value is None else _exact(one.value),
        texts=one.texts,
        have=one.have,
        mark=None if one.mark is None else _exact(one.mark),
        why=None if one.unanswered is None else why_unanswered(one.name, one.texts, marks),
        passes_at=None if one.passes_at is None else _exact(one.passes_at),
    )


def _exact(number: float) -> Fraction:
    """What a double was written for: 0.1 is a tenth."""
    return Fraction(repr(number))

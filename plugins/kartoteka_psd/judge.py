"""One segment judged: its marks, whether it passes, and what it lacks. All is exact; only what is shown is rounded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kartoteka import gettext as _
from kartoteka import ngettext
from kartoteka_psd.answers import Answer
from kartoteka_psd.criteria import CRITERIA, PROFITABILITY
from kartoteka_psd.measures import Measure, mark_of, nearest_value
from kartoteka_psd.names import measure_in_words
from kartoteka_psd.pool import Pooled


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of one segment.

    Attributes:
        value: The pooled value; None where there are no data, and for texts.
        texts: How many members have each text; empty for numbers.
        have: Over how many orders or members it was taken.
        mark: None where it is unanswered; `why` then says the reason.
        passes_at: For a segment that fails: the nearest value from which profitability would pass, all other measures as
            they are; for texts the mean mark. None where no value would do.
    """

    measure: Measure
    value: Fraction | None
    texts: Mapping[str, int]
    have: int
    mark: Fraction | None
    why: str | None = None
    passes_at: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A segment with its three marks; None is unanswered."""

    segment: str
    members: int
    marks: Mapping[str, Fraction | None]
    thresholds: Mapping[str, Fraction]
    answers: Mapping[str, Answer]
    measures: Sequence[Measured]

    @property
    def unanswered(self) -> list[str]:
        """The criteria without a mark."""
        return [criterion for criterion in CRITERIA if self.marks[criterion] is None]

    @property
    def failed(self) -> list[str]:
        """The criteria whose mark is below the threshold."""
        return [criterion for criterion in CRITERIA if self.short_by(criterion) is not None]

    @property
    def passed(self) -> bool:
        """Whether all three have a mark, none of them below its threshold."""
        return not self.unanswered and not self.failed

    def short_by(self, criterion: str) -> Fraction | None:
        """How much the mark lacks to its threshold; None where it lacks nothing or is unanswered."""
        mark = self.marks[criterion]
        lacks = None if mark is None else self.thresholds[criterion] - mark
        return lacks if lacks is not None and lacks > 0 else None


def judge(
    segment: str,
    pooled: Pooled,
    answers: Mapping[str, Answer],
    measures: Sequence[Measure],
    thresholds: Mapping[str, Fraction],
) -> Judged:
    """Judge a segment by the answers about it and by its pooled measures."""
    measured = [_measured(measure, pooled) for measure in measures]
    profitability = _weighted(measured)
    if profitability is not None and profitability < thresholds[PROFITABILITY]:
        measured = [_with_passing(one, measured, thresholds[PROFITABILITY]) for one in measured]
    marks: dict[str, Fraction | None] = {
        criterion: Fraction(answers[criterion].mark) if criterion in answers else None for criterion in CRITERIA
    }
    return Judged(segment, pooled.members, {**marks, PROFITABILITY: profitability}, thresholds, answers, measured)


def why_unanswered(name: str, texts: Mapping[str, int], marks: Iterable[str]) -> str:
    """Why a measure has no mark: texts without one, or no data at all."""
    measure = measure_in_words(name)
    strange = [text for text in texts if text not in marks]
    if not strange:
        return _("there are no data for {measure}", measure=measure)
    told = ", ".join(f"{text!r} ({texts[text]})" for text in strange[:3])
    more = len(strange) - 3
    if more <= 0:
        return _("{measure} has no mark for {texts}", measure=measure, texts=told)
    return ngettext(
        "{measure} has no mark for {texts} and {number} more",
        "{measure} has no mark for {texts} and {number} more",
        more,
        measure=measure,
        texts=told,
        number=more,
    )


def _measured(measure: Measure, pooled: Pooled) -> Measured:
    if measure.marks:
        texts = dict(sorted(pooled.texts.get(measure.name, {}).items()))
        have = sum(texts.values())
        if not have or texts.keys() - measure.marks.keys():
            return Measured(measure, None, texts, have, None, why_unanswered(measure.name, texts, measure.marks))
        mark = sum((measure.marks[text] * count for text, count in texts.items()), Fraction(0)) / have
        return Measured(measure, None, texts, have, mark)
    total, have = pooled.totals.get(measure.name, (Fraction(0), 0))
    if not have:
        return Measured(measure, None, {}, 0, None, why_unanswered(measure.name, {}, ()))
    value = total / have
    return Measured(measure, value, {}, have, mark_of(value, measure.anchors))


def _weighted(measured: Sequence[Measured]) -> Fraction | None:
    """The mean of the marks by weight; None where one that counts is unanswered."""
    total = Fraction(0)
    for one in measured:
        if one.measure.weight:
            if one.mark is None:
                return None
            total += one.mark * one.measure.weight
    return total / sum(one.measure.weight for one in measured)


def _with_passing(one: Measured, measured: Sequence[Measured], threshold: Fraction) -> Measured:
    """The measure with the value that it would need if it alone changed."""
    weight = one.measure.weight
    if not weight or one.mark is None:
        return one
    whole = sum(other.measure.weight for other in measured)
    mean = _weighted(measured)
    assert mean is not None
    wanted = one.mark + (threshold - mean) * whole / weight
    if one.value is not None:
        passes_at = nearest_value(one.value, one.measure.anchors, wanted)
    else:
        passes_at = wanted if wanted <= one.measure.highest else None
    return Measured(one.measure, one.value, one.texts, one.have, one.mark, one.why, passes_at)

"""Which questions there are, which are open, and what is known of a segment to those who answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kartoteka import Dossier, DossierMeasure, OpenedStep, is_dossier, ngettext, number_in_words
from kartoteka import gettext as _
from kartoteka_psd.answers import Answer
from kartoteka_psd.criteria import QUESTIONS
from kartoteka_psd.judge import why_unanswered
from kartoteka_psd.names import measure_in_words
from kartoteka_psd.scorer import Psd
from kartoteka_psd.words import number_in_words as mark_in_words
from kartoteka_psd.words import value_in_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one segment; `answer` is None while it is open."""

    pipeline: str
    step: str
    segment: str
    criterion: str
    asks: str
    answer: Answer | None

    @property
    def label(self) -> str:
        """`vip, passion`."""
        return f"{self.segment}, {self.criterion}"


def psd_of(step: OpenedStep) -> Psd:
    """The scorer of a step."""
    assert isinstance(step.component, Psd)
    return step.component


def questions_of(step: OpenedStep) -> Sequence[Asked]:
    """Every question of a step, by segment in the order of the segmentation."""
    psd = psd_of(step)
    return [
        Asked(step.pipeline, step.name, segment, criterion, question.asks, psd.answers.get(segment, {}).get(criterion))
        for segment in psd.segments
        for criterion, question in QUESTIONS.items()
    ]


def figures(step: OpenedStep, segment: str) -> Iterator[str]:
    """What the latest run found of a segment: members, and each measure with its mark."""
    told = step.dossiers.get(segment)
    if told is None or step.run_as_of is None or not is_dossier(told):
        yield _("no run has judged it yet")
        return
    dossier = Dossier.from_data(told)
    yield ngettext(
        "{number} customer as of {day}",
        "{number} customers as of {day}",
        dossier.members,
        number=number_in_words(dossier.members),
        day=_day(step.run_as_of),
    )
    for criterion in dossier.criteria:
        for measure in criterion.measures:
            yield _measure(measure, dossier.currency)


def _measure(measure: DossierMeasure, currency: str) -> str:
    name = measure_in_words(measure.name)
    if measure.mark is None:
        reason = why_unanswered(measure.name, measure.texts, measure.marks)
        return _("{measure}: {reason}", measure=name, reason=reason)
    if measure.value is None:
        value = ", ".join(f"{text} {number_in_words(members)}" for text, members in measure.texts.items())
    else:
        value = value_in_words(measure.name, Fraction(str(measure.value)), currency)
    mark = mark_in_words(Fraction(str(measure.mark)))
    return _("{measure}: {value} (mark {mark})", measure=name, value=value, mark=mark)


def _day(day: date) -> str:
    return day.isoformat()

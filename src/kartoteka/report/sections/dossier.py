"""How a segment was judged: each criterion with its evidence, and what would let it pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kartoteka.components.dossier import Dossier, DossierAnswer, DossierCriterion, DossierMeasure
from kartoteka.language import day_in_words, list_in_words, ngettext, number_in_words
from kartoteka.language import gettext as _
from kartoteka.model.field_titles import field_title
from kartoteka.profile.dossier_words import (
    anchors_in_words,
    barrier_in_words,
    criterion_in_words,
    decimal_or_whole,
    mark_in_words,
    measure_in_words,
    measured_in_words,
    passes_if_in_words,
)
from kartoteka.report.cells import NOTHING, number, text
from kartoteka.report.page import Beside, Block, Cell, Facts, Mark, Part, Picture, Points, Sentence, Table
from kartoteka.report.pictures.marks import Marked, mark_picture


def dossier(score: str, told: Dossier, id_: str) -> Part:
    """The part of a segment's page about one judgement."""
    verdict = _("passes") if told.passed else _("does not pass")
    title = _("Judged by {score}: {verdict}", score=score, verdict=verdict)
    return Part(id_, title, tuple(_blocks(told, id_)))


def _blocks(told: Dossier, id_: str) -> Iterator[Block]:
    would = [
        passes_if_in_words(part, one, told.currency)
        for part in told.criteria
        for one in part.measures
        if one.passes_at is not None
    ]
    yield Beside(_picture(told, id_), _criteria(told, id_))
    if would:
        yield Points(would)
    for at, criterion in enumerate(told.criteria, start=1):
        title = criterion_in_words(criterion.name).capitalize()
        if criterion.answer is not None:
            yield Sentence(title, "lead")
            yield from _answer(criterion.answer)
        elif criterion.computed:
            yield _measures(title, criterion, told.currency, f"{id_}-measures-{at}")
        else:
            yield Sentence(_("{criterion} is unanswered.", criterion=title), "warning")


def _picture(told: Dossier, id_: str) -> Picture:
    rows = [
        Marked(
            criterion_in_words(one.name),
            "?" if one.mark is None else mark_in_words(one.mark),
            one.mark,
            one.threshold,
            one.passed,
        )
        for one in told.criteria
    ]
    described = [
        _("{criterion} is unanswered.", criterion=criterion_in_words(one.name))
        if one.mark is None
        else _(
            "{criterion}: {mark}, and {threshold} is needed.",
            criterion=criterion_in_words(one.name),
            mark=mark_in_words(one.mark),
            threshold=mark_in_words(one.threshold),
        )
        for one in told.criteria
    ]
    return mark_picture(
        f"{id_}-picture", _("Marks, and the strokes from which they pass"), " ".join(described), rows, told.scale
    )


def _criteria(told: Dossier, id_: str) -> Table:
    columns = (
        text(_("criterion")),
        number(_("mark")),
        number(_("threshold")),
        number(_("short by")),
        text(_("verdict")),
    )
    rows = [
        (Cell(criterion_in_words(one.name)), _mark(one.mark), _mark(one.threshold), _mark(one.short_by), _verdict(one))
        for one in told.criteria
    ]
    return Table(f"{id_}-criteria", _("Criteria"), columns, rows, sortable=False)


def _mark(mark: float | None) -> Cell:
    return NOTHING if mark is None else Cell(mark_in_words(mark), mark)


def _verdict(one: DossierCriterion) -> Cell:
    words: dict[Mark, str] = {"open": _("unanswered"), "failed": _("fails"), "passed": _("passes")}
    mark: Mark = "open" if one.mark is None else "passed" if one.passed else "failed"
    return Cell(words[mark], sign=mark)


def _answer(answer: DossierAnswer) -> Iterator[Block]:
    on = day_in_words(date.fromisoformat(answer.on))
    yield Sentence(_("{reason} ({who}, {day})", reason=answer.because, who=answer.by, day=on))
    notes = [(_note(name), told) for name, told in answer.notes.items()]
    if answer.removes is not None:
        barriers = [barrier_in_words(one) for one in answer.removes]
        notes.append((_("barriers that we remove"), list_in_words(barriers) if barriers else _("none")))
    if notes:
        yield Facts(notes)


def _note(name: str) -> str:
    notes = {"traits": _("traits"), "expectations": _("expectations"), "behaviours": _("behaviours"), "results": _("results")}
    return notes.get(name, field_title(name))


def _measures(title: str, criterion: DossierCriterion, currency: str, id_: str) -> Table:
    columns = (
        text(_("measure")),
        text(_("value")),
        number(_("mark")),
        number(_("weight")),
        text(_("over")),
        text(_("which value gives which mark")),
    )
    rows = [
        (
            Cell(measure_in_words(one.name)),
            Cell(measured_in_words(one, currency)),
            _mark(one.mark),
            Cell(decimal_or_whole(one.weight), one.weight),
            Cell(_over(one)),
            Cell(anchors_in_words(one, currency)),
        )
        for one in criterion.measures
    ]
    return Table(id_, _("{criterion}: the measures", criterion=title), columns, rows, sortable=False)


def _over(one: DossierMeasure) -> str:
    number = number_in_words(one.have)
    if one.over == "orders":
        return ngettext("{number} order", "{number} orders", one.have, number=number)
    return ngettext("{number} member", "{number} members", one.have, number=number)

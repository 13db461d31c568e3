"""How the judgement of a segment is shown: each criterion with its evidence."""

from __future__ import annotations

from datetime import date

from kartoteka.cli.output import Console
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


def show_dossier(score: str, dossier: Dossier, out: Console) -> None:
    """The marks beside their thresholds; who answered what and why; the measures beside their anchors; what would pass."""
    passes = _("passes") if dossier.passed else _("does not pass")
    rows = [_criterion_row(one) for one in dossier.criteria]
    columns = [_("criterion"), _("mark"), _("threshold"), _("short by"), ""]
    out.table(_("Judged by {score}: {verdict}", score=score, verdict=passes), columns, rows, right=(1, 2, 3))
    for criterion in dossier.criteria:
        title = criterion_in_words(criterion.name).capitalize()
        if criterion.answer is not None:
            _show_answer(title, criterion.answer, out)
        elif not criterion.computed:
            out.line(_("{criterion} is unanswered.", criterion=title))
        else:
            show_measures(title, criterion, dossier.currency, out)


def _criterion_row(one: DossierCriterion) -> tuple[str, ...]:
    short = "" if one.short_by is None else mark_in_words(one.short_by)
    mark = "" if one.mark is None else mark_in_words(one.mark)
    state = _("unanswered") if one.mark is None else _("fails") if one.short_by is not None else _("passes")
    return criterion_in_words(one.name), mark, mark_in_words(one.threshold), short, state


def _show_answer(title: str, answer: DossierAnswer, out: Console) -> None:
    on = day_in_words(date.fromisoformat(answer.on))
    out.line(_("{criterion}: {reason} ({who}, {day})", criterion=title, reason=answer.because, who=answer.by, day=on))
    for name, text in answer.notes.items():
        out.line("  " + _("{name}: {value}", name=_note(name), value=text))
    if answer.removes is not None:
        barriers = [barrier_in_words(one) for one in answer.removes]
        if barriers:
            out.line("  " + _("barriers that we remove: {barriers}", barriers=list_in_words(barriers)))
        else:
            out.line("  " + _("we remove no barrier"))


def _note(name: str) -> str:
    notes = {"traits": _("traits"), "expectations": _("expectations"), "behaviours": _("behaviours"), "results": _("results")}
    return notes.get(name, field_title(name))


def show_measures(title: str, criterion: DossierCriterion, currency: str, out: Console) -> None:
    """Each measure with its value, its mark and its anchors, and what would pass."""
    rows = [_measure_row(one, currency) for one in criterion.measures]
    columns = [_("measure"), _("value"), _("mark"), _("weight"), _("over")]
    out.table(_("{criterion}: the measures", criterion=title), columns, rows, right=(2, 3))
    for one in criterion.measures:
        anchors = anchors_in_words(one, currency)
        out.line(_("{measure}: {anchors}.", measure=measure_in_words(one.name).capitalize(), anchors=anchors))
    for one in criterion.measures:
        if one.passes_at is not None:
            out.line(passes_if_in_words(criterion, one, currency))


def _measure_row(one: DossierMeasure, currency: str) -> tuple[str, ...]:
    mark = "" if one.mark is None else mark_in_words(one.mark)
    number = number_in_words(one.have)
    if one.over == "orders":
        over = ngettext("{number} order", "{number} orders", one.have, number=number)
    else:
        over = ngettext("{number} member", "{number} members", one.have, number=number)
    return measure_in_words(one.name), measured_in_words(one, currency), mark, decimal_or_whole(one.weight), over

"""Who else serves a segment. Whom to approach next is not told here: that names customers, as `kartoteka profile` does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kartoteka.language import gettext as _
from kartoteka.language import list_in_words, month_in_words
from kartoteka.profile.competitors import Competition, Competitor
from kartoteka.report.cells import counted, day, number, shared, text
from kartoteka.report.page import Block, Cell, Points, Sentence, Table
from kartoteka.report.sections.traits import InOrder

_MOST_COMPETITORS = 20
_MOST_MONTHS = 12


def competition(told: Competition, page: str, in_order: InOrder) -> Iterator[Block]:
    """The competitors with what is known of them, and the months in which contracts end."""
    if not told.competitors:
        return
    shown = told.competitors[:_MOST_COMPETITORS]
    columns = (
        text(_("competitor")),
        number(_("members")),
        number(_("share")),
        number(_("next contract ends")),
        number(_("ended")),
        number(_("end unknown")),
    )
    rows = [
        (
            Cell(one.name),
            counted(one.members),
            shared(one.share),
            day(one.next_end),
            counted(one.ended),
            counted(one.without_end),
        )
        for one in shown
    ]
    yield Table(f"{page}-competitors-table", _("Served by competitors"), columns, rows, quiet=True)
    known = [sentence for one in shown for sentence in _known(one)]
    if known:
        yield Points(known)
    silent = [one.name for one in shown if not one.described]
    if silent:
        told_of = _(
            "Strengths and weaknesses are open, as the competitors file has nothing of: {names}.",
            names=list_in_words(in_order(silent), 6),
        )
        yield Sentence(told_of, "note")
    yield from _ends(told, page)


def _known(one: Competitor) -> Iterator[str]:
    if one.strengths:
        yield _("{name} is strong in: {points}.", name=one.name, points="; ".join(one.strengths))
    if one.weaknesses:
        yield _("{name} is weak in: {points}.", name=one.name, points="; ".join(one.weaknesses))
    if one.because:
        yield _("How that is known: {reason}", reason=one.because)


def _ends(told: Competition, page: str) -> Iterator[Block]:
    months: dict[date, int] = {}
    for one in told.competitors:
        for end in one.ends:
            months[end.month] = months.get(end.month, 0) + end.members
    if months:
        rows = [
            (Cell(month_in_words(month), float(month.toordinal())), counted(months[month]))
            for month in sorted(months)[:_MOST_MONTHS]
        ]
        columns = (number(_("month")), number(_("members")))
        yield Table(f"{page}-ends-table", _("When their contracts end"), columns, rows, sortable=False)

"""How it is shown who else serves a segment."""

from __future__ import annotations

from datetime import date

from kartoteka.cli.output import Console
from kartoteka.language import gettext as _
from kartoteka.language import list_in_words, month_in_words, number_in_words
from kartoteka.profile.competitors import Competition, Competitor
from kartoteka.profile.words import percent

_MOST_MONTHS = 12


def show_competition(competition: Competition, as_of: date, out: Console) -> None:
    """The competitors with what is known of them, the months in which contracts end, and whom to approach next."""
    if not competition.competitors:
        return
    rows = [
        (
            one.name,
            number_in_words(one.members),
            percent(one.share),
            "" if one.next_end is None else one.next_end.isoformat(),
            number_in_words(one.ended),
            number_in_words(one.without_end),
        )
        for one in competition.competitors
    ]
    columns = [_("competitor"), _("members"), _("share"), _("next contract ends"), _("ended"), _("end unknown")]
    out.table(_("Served by competitors"), columns, rows, right=(1, 2, 4, 5))
    for one in competition.competitors:
        if one.described:
            _show_known(one, out)
    silent = [one.name for one in competition.competitors if not one.described]
    if silent:
        out.line(
            _(
                "Strengths and weaknesses are open, as the competitors file has nothing of: {names}.",
                names=list_in_words(silent, 6),
            )
        )
    _show_ends(competition, out)
    if competition.to_approach:
        next_rows = [
            (
                one.approach_on.isoformat(),
                one.until.isoformat(),
                one.competitor,
                one.customer_id,
                one.name or "",
                _("due") if one.approach_on <= as_of else "",
            )
            for one in competition.to_approach
        ]
        out.table(
            _("Whom to approach next"),
            [_("approach on"), _("contract ends"), _("competitor"), _("customer"), _("name"), ""],
            next_rows,
        )


def _show_known(one: Competitor, out: Console) -> None:
    if one.strengths:
        out.line(_("{name} is strong in: {points}.", name=one.name, points="; ".join(one.strengths)))
    if one.weaknesses:
        out.line(_("{name} is weak in: {points}.", name=one.name, points="; ".join(one.weaknesses)))
    if one.because:
        out.line(_("How that is known: {reason}", reason=one.because))


def _show_ends(competition: Competition, out: Console) -> None:
    months: dict[date, int] = {}
    for one in competition.competitors:
        for end in one.ends:
            months[end.month] = months.get(end.month, 0) + end.members
    if months:
        rows = [(month_in_words(month), number_in_words(months[month])) for month in sorted(months)[:_MOST_MONTHS]]
        out.table(_("When their contracts end"), [_("month"), _("members")], rows, right=(1,))
        later = sum(months[month] for month in sorted(months)[_MOST_MONTHS:])
        if later:
            out.line(_("Later: {number}.", number=number_in_words(later)))

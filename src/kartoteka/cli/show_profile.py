"""How a profile is shown to a person."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.cli.output import Console
from kartoteka.cli.show_competition import show_competition
from kartoteka.cli.show_dossier import show_dossier
from kartoteka.cli.show_traits import show_section, show_traits
from kartoteka.cli.show_whom import show_whom
from kartoteka.language import day_in_words, ngettext, number_in_words
from kartoteka.language import gettext as _
from kartoteka.profile.money import Money
from kartoteka.profile.moved import Moves
from kartoteka.profile.moved_words import came_in_words, went_in_words
from kartoteka.profile.products import Bought
from kartoteka.profile.products_words import nothing_claimed_in_words
from kartoteka.profile.profile import SegmentProfile
from kartoteka.profile.traits import by_section
from kartoteka.profile.words import lift_in_words, percent, whole_amount

_MOST_BOUGHT = 10
_MOST_ELSE = 5


def show_profile(told: SegmentProfile, out: Console) -> None:
    """Print it: size and money, whom it holds, what sets it apart, what it buys, how it pays and decides, where it is, what it
    looks for, its moves, its competitors, and how it was judged."""
    day = day_in_words(told.as_of)
    out.heading(_("{segment} of {segmentation}, as of {day}", segment=told.segment, segmentation=told.segmentation, day=day))
    size, every = number_in_words(told.size), number_in_words(told.customers)
    share = percent(told.share or 0)
    if told.called is not None:
        out.line(_("Called {name}, by what sets it apart.", name=told.called))
    out.line(_("{size} of {every} customers ({share}).", size=size, every=every, share=share))
    if told.money is not None:
        show_money(told.money, told.currency, out)
    if not told.size:
        show_moves(told.moves, out)
        _show_dossiers(told, out)
        return
    show_whom(told.whom, out)
    show_traits(told.traits, out)
    show_bought(told.bought, out)
    sections = by_section(told.traits)
    show_section(_("How they pay and decide"), [*sections["pays"], *sections["decides"]], out)
    show_paid(told.paid, out)
    show_section(_("Where they are"), sections["where"], out)
    show_section(_("What they look for and look at"), sections["looks-for"], out)
    show_moves(told.moves, out)
    show_competition(told.competition, told.as_of, out)
    _show_dossiers(told, out)


def _show_dossiers(told: SegmentProfile, out: Console) -> None:
    for score, dossier in told.dossiers.items():
        show_dossier(score, dossier, out)


def show_money(money: Money, currency: str, out: Console) -> None:
    """Turnover, margin, and the proposed share of a budget."""
    out.line(
        _(
            "Turnover {amount} ({share} of all).",
            amount=whole_amount(money.turnover, currency),
            share=percent(money.turnover_share or 0),
        )
    )
    if money.margin is not None:
        amount, share = whole_amount(money.margin, currency), percent(money.margin_share or 0)
        out.line(_("Margin {amount} ({share} of all).", amount=amount, share=share))
    if money.budget_share is None:
        return
    if not money.passes:
        out.line(_("Proposed: no share of a campaign's budget, since the segment does not pass."))
        return
    if not money.budget_share:
        out.line(_("Proposed: no share of a campaign's budget by what it earns, since it has earned nothing yet."))
        return
    share = percent(money.budget_share)
    if money.margin is not None:
        out.line(_("Proposed: {share} of a campaign's budget, by the margin of the segments that pass.", share=share))
    else:
        out.line(_("Proposed: {share} of a campaign's budget, by the turnover of the segments that pass.", share=share))


def show_bought(bought: Sequence[Bought], out: Console) -> None:
    """What members buy more or less than others, then what else they spend most on."""
    there = [one for one in bought if one.claimed or one.buyers]
    if not there:
        return
    claimed = [one for one in there if one.claimed]
    what = _("product line") if there[0].what == "product_line" else _("product")
    rows = [_bought_row(one) for one in [*claimed[:_MOST_BOUGHT], *there[len(claimed) :][:_MOST_ELSE]]]
    columns = [what, _("buyers"), _("others"), "", _("spend"), _("others"), ""]
    out.table(_("What they buy"), columns, rows, right=(1, 2, 4, 5))
    note = nothing_claimed_in_words(there)
    if note:
        out.line(note)


def show_paid(paid: Sequence[Bought], out: Console) -> None:
    """How their orders were paid."""
    rows = [_bought_row(one) for one in sorted(paid, key=lambda one: (-one.buyers, one.name)) if one.buyers]
    if rows:
        columns = [_("payment"), _("buyers"), _("others"), "", _("spend"), _("others"), ""]
        out.table(_("How their orders were paid"), columns, rows, right=(1, 2, 4, 5))


def _bought_row(one: Bought) -> tuple[str, ...]:
    spend = one.spend_share
    return (
        one.name,
        percent(one.share),
        "" if one.others_share is None else percent(one.others_share),
        lift_in_words(one.lift) if one.claimed else "",
        "" if spend is None else percent(spend),
        "" if one.others_spend_share is None else percent(one.others_spend_share),
        lift_in_words(one.spend_lift) if one.claimed and spend is not None else "",
    )


def show_moves(moves: Moves | None, out: Console) -> None:
    """From where members came, and where customers went."""
    if moves is None:
        return
    out.heading(_("Moves since {day}", day=day_in_words(moves.since)))
    stayed = number_in_words(moves.stayed)
    out.line(ngettext("{number} customer stayed.", "{number} customers stayed.", moves.stayed, number=stayed))
    if moves.came:
        out.line(came_in_words(moves.came))
    else:
        out.line(_("Nobody came."))
    if moves.went:
        out.line(went_in_words(moves.went))
    else:
        out.line(_("Nobody went."))

"""A page for each segment: its profile, and how it was judged.

No member is named. Values that fewer than three members have are left out, as they may speak of one person; a competitor is
told however few it serves, and a judgement with all that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kartoteka.components.labels import BLACKLIST
from kartoteka.engine.duckdb.sort_names import sorted_names
from kartoteka.language import current_language, day_in_words, ngettext, number_in_words
from kartoteka.language import gettext as _
from kartoteka.profile import SegmentProfile, profile_all
from kartoteka.profile.money import Money
from kartoteka.profile.moved import Moves
from kartoteka.profile.moved_words import came_in_words, went_in_words
from kartoteka.profile.traits import by_section
from kartoteka.profile.words import percent, whole_amount
from kartoteka.report.opened import OpenedRun
from kartoteka.report.page import Block, Facts, Part, Points, Sentence
from kartoteka.report.sections.bought import bought, paid
from kartoteka.report.sections.competition import competition
from kartoteka.report.sections.dossier import dossier
from kartoteka.report.sections.traits import InOrder, apart, distribution
from kartoteka.report.sections.whom import whom

MOST_PROFILES = 40
"""So many segments have a page, the largest of them; a report is to be read."""

Pages = Mapping[tuple[str, str], str]
"""The id of a segment's page, by its segmentation and its name."""


def profile_pages(opened: OpenedRun) -> Pages:
    """Which segments have a page. Neither an empty segment has one nor the blacklist, which nobody addresses."""
    sizes = [
        (step, segment, size)
        for step, segments in opened.run.segments.items()
        for segment, size in segments.items()
        if size and segment != BLACKLIST
    ]
    largest = sorted(sizes, key=lambda one: -one[2])[:MOST_PROFILES]
    return {
        (step, segment): f"profile-{at}"
        for at, (step, segment, size) in enumerate(sizes, start=1)
        if (step, segment, size) in largest
    }


def profiles(opened: OpenedRun, pages: Pages) -> Part:
    """All pages, by segmentation and segment, best first."""
    parts = []
    several = len(opened.run.segments) > 1

    def in_order(names: Sequence[str]) -> list[str]:
        return sorted_names(opened.data.engine.connection, names, current_language())

    for step in opened.run.segments:
        for segment, profile in profile_all(opened.data, step).items():
            page = pages.get((step, segment))
            if page is not None:
                title = _("{segment} of {segmentation}", segment=segment, segmentation=step) if several else segment
                parts.append(
                    Part(page, title, tuple(_head(profile)), tuple(_parts(profile, page, in_order)), own_page=True, listed=True)
                )
    blocks = [
        Sentence(
            _("A field sets a segment apart where chance alone would hardly make such a difference. No member is named."),
            "note",
        )
    ]
    left_out = sum(
        1 for segments in opened.run.segments.values() for name, size in segments.items() if size and name != BLACKLIST
    ) - len(pages)
    if left_out:
        number = number_in_words(left_out)
        more = ngettext(
            "{number} smaller segment has no page.", "{number} smaller segments have no page.", left_out, number=number
        )
        blocks.append(Sentence(more, "note"))
    return Part("profiles", _("Profiles"), blocks, parts)


def _head(told: SegmentProfile) -> Iterator[Block]:
    size, every = number_in_words(told.size), number_in_words(told.customers)
    facts = [(_("Customers"), _("{size} of {every} ({share})", size=size, every=every, share=percent(told.share or 0)))]
    if told.called is not None:
        facts.insert(0, (_("Called"), told.called))
    if told.money is not None:
        facts += list(_money(told.money, told.currency))
    yield Facts(facts)
    if told.moves is not None:
        yield Points(list(_moves(told.moves)))


def _money(money: Money, currency: str) -> Iterator[tuple[str, str]]:
    def shared(amount: str, share: float | None) -> str:
        return amount if share is None else _("{amount} ({share} of all)", amount=amount, share=percent(share))

    yield _("Turnover"), shared(whole_amount(money.turnover, currency), money.turnover_share)
    if money.margin is not None:
        yield _("Margin"), shared(whole_amount(money.margin, currency), money.margin_share)
    if money.budget_share:
        yield _("Proposed share of a campaign's budget"), percent(money.budget_share)
    elif money.budget_share is not None:
        why = (
            _("none by what it earns, since it has earned nothing yet")
            if money.passes
            else _("none, since the segment does not pass")
        )
        yield _("Proposed share of a campaign's budget"), why


def _moves(moves: Moves) -> Iterator[str]:
    day, number = day_in_words(moves.since), number_in_words(moves.stayed)
    yield ngettext(
        "{number} customer stayed since {day}.", "{number} customers stayed since {day}.", moves.stayed, number=number, day=day
    )
    if moves.came:
        yield came_in_words(moves.came)
    if moves.went:
        yield went_in_words(moves.went)


def _parts(told: SegmentProfile, page: str, in_order: InOrder) -> Iterator[Part]:
    sections = by_section(told.traits)
    yield Part(f"{page}-apart", _("What sets them apart"), tuple(apart(told.traits, page, in_order)))
    yield Part(f"{page}-whom", _("Whom they are"), tuple(whom(told.whom)))
    for key, title, blocks in (
        ("bought", _("What they buy"), bought(told.bought, told.currency, page)),
        (
            "pays",
            _("How they pay and decide"),
            [
                *distribution([*sections["pays"], *sections["decides"]], f"{page}-pays-table", _("How they pay and decide")),
                *paid(told.paid, told.currency, page),
            ],
        ),
        ("where", _("Where they are"), distribution(sections["where"], f"{page}-where-table", _("Where they are"))),
        (
            "looks",
            _("What they look for and look at"),
            distribution(sections["looks-for"], f"{page}-looks-table", _("What they look for and look at")),
        ),
        ("competition", _("Served by competitors"), competition(told.competition, page, in_order)),
    ):
        found = tuple(blocks)
        if found:
            yield Part(f"{page}-{key}", title, found)
    for at, (score, judged) in enumerate(told.dossiers.items(), start=1):
        yield dossier(score, judged, f"{page}-judged-{at}")

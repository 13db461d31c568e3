"""The segments of each segmentation: how many are in them, what they bring in, and what they are entitled to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kartoteka.language import gettext as _
from kartoteka.language import number_in_words
from kartoteka.profile.money import Money, money_of
from kartoteka.report.cells import NOTHING, counted, money, number, percent, shared, text
from kartoteka.report.opened import OpenedRun
from kartoteka.report.page import Beside, Block, Cell, Part, Table
from kartoteka.report.pictures.bars import MOST_SEGMENTS, share_picture
from kartoteka.report.terms import Terms, terms_in_words, terms_of

_MOST_BESIDE = 6

Link = Callable[[str, str], str | None]
"""Where more is told of a segment, by its segmentation and its name."""


def segments(opened: OpenedRun, link: Link) -> Part:
    """A part for each segmentation."""
    parts = [
        Part(f"segments-{at}", name, tuple(_blocks(opened, name, at, link)), listed=len(opened.run.segments) > 1)
        for at, name in enumerate(opened.run.segments, start=1)
    ]
    return Part("segments", _("Segments and terms"), parts=parts)


def _blocks(opened: OpenedRun, step: str, at: int, link: Link) -> Iterator[Block]:
    counts, customers = opened.run.segments[step], opened.run.customers
    earned = money_of(opened.data, step)
    table = _table(opened, step, at, earned, link)
    if len(counts) > MOST_SEGMENTS:
        yield table
        return
    members = [count / customers if customers else None for count in counts.values()]
    panels: list[tuple[str, Sequence[float | None]]] = [(_("customers"), members)]
    if any(one.turnover for one in earned.values()):
        panels.append((_("turnover"), [earned[segment].turnover_share for segment in counts]))
    picture = share_picture(
        f"shares-{at}",
        _("Shares of the segments of {segmentation}", segmentation=step),
        _described(counts, customers, earned),
        list(counts),
        panels,
    )
    if len(table.columns) <= _MOST_BESIDE:
        yield Beside(picture, table)
    else:
        yield picture
        yield table


def _described(counts: Mapping[str, int], customers: int, earned: Mapping[str, Money]) -> str:
    """The picture in words: its largest segment, and the one that brings in most."""
    largest = max(counts, key=lambda segment: counts[segment])
    share = percent(counts[largest] / customers if customers else 0.0)
    told = _("The largest segment is {segment}, with {share} of the customers.", segment=largest, share=share)
    known = {segment: one.turnover_share for segment, one in earned.items() if one.turnover_share}
    if not known:
        return told
    first = max(known, key=lambda segment: known[segment] or 0.0)
    brings = _("{segment} brings in most, {share} of the turnover.", segment=first, share=percent(known[first] or 0.0))
    return f"{told} {brings}"


def _table(opened: OpenedRun, step: str, at: int, earned: Mapping[str, Money], link: Link) -> Table:
    currency, customers = opened.pipeline.currency, opened.run.customers
    terms = terms_of(opened, step)
    margin = any(one.margin is not None for one in earned.values())
    called = opened.data.called(step)
    columns = [text(step), *([text(_("called"))] if called else []), number(_("customers")), number(_("share"))]
    if earned:
        columns += [number(_("turnover")), number(_("share of turnover"))]
    if margin:
        columns += [number(_("margin"))]
    if terms:
        columns += [text(_("terms"))]
    rows = []
    for segment, count in opened.run.segments[step].items():
        row = [Cell(segment, link=link(step, segment))]
        row += [Cell(called.get(segment, ""))] if called else []
        row += [counted(count), shared(count / customers if customers else None)]
        one = earned.get(segment)
        if one is not None:
            row += [money(one.turnover, currency), shared(one.turnover_share)]
            row += [money(one.margin, currency)] if margin else []
        if terms:
            row.append(_terms(terms.get(segment)))
        rows.append(row)
    last = [Cell(_("all")), *([Cell("")] if called else []), Cell(number_in_words(customers), float(customers))]
    last += [Cell("") for _column in columns[len(last) :]]
    return Table(f"segments-table-{at}", _("Segments of {segmentation}", segmentation=step), columns, rows, last)


def _terms(terms: Terms | None) -> Cell:
    return NOTHING if not terms else Cell(", ".join(terms_in_words(terms)))

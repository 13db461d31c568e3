"""Who moved between segments since the predecessor: a picture, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kartoteka.language import day_in_words, list_in_words, ngettext, number_in_words
from kartoteka.language import gettext as _
from kartoteka.report.cells import counted, number, text
from kartoteka.report.flows import Flows, flows_of
from kartoteka.report.opened import OpenedRun
from kartoteka.report.page import Beside, Block, Cell, Mark, Part, Sentence, Table
from kartoteka.report.pictures.flow import MOST_SEGMENTS, flow_picture

_MOST_LISTED = 100
_MOST_BESIDE = 8


def moves(opened: OpenedRun) -> Part:
    """A part for each segmentation, or a sentence where there is nothing to compare with."""
    before = opened.before
    if before is None:
        told = _("This is the first run of its kind. The next one is compared with it.")
        return Part("moves", _("Moves"), (Sentence(told),))
    parts = []
    for at, step in enumerate(opened.run.segments, start=1):
        several = len(opened.run.segments) > 1
        if step in before.segments:
            blocks = tuple(_blocks(opened, flows_of(opened.run, before, step, opened.moves), at))
        else:
            day = day_in_words(before.as_of)
            told = _("{segmentation} was not part of the run as of {day}.", segmentation=step, day=day)
            blocks = (Sentence(told),)
        parts.append(Part(f"moves-{at}", step, blocks, listed=several))
    return Part("moves", _("Moves"), parts=parts)


def _blocks(opened: OpenedRun, flows: Flows, at: int) -> Iterator[Block]:
    assert opened.before is not None
    since, until = day_in_words(opened.before.as_of), day_in_words(opened.run.as_of)
    told = _in_words(flows.totals)
    yield Sentence(_("Since {day}: {moves}.", day=since, moves=told))
    if len(flows.segments) > MOST_SEGMENTS:
        yield _list(flows, at)
        return
    title = _("Moves of {segmentation} from {since} to {until}", segmentation=flows.segmentation, since=since, until=until)
    if flows.flows:
        picture = flow_picture(flows, f"flow-{at}", title, _("{moves}. The table has every number.", moves=told))
        if len(flows.segments) <= _MOST_BESIDE:
            yield Beside(picture, _matrix(flows, at))
            return
        yield picture
    yield _matrix(flows, at)


def _in_words(totals: Mapping[Mark, int]) -> str:
    """`10 up, 16 down, 3 new`."""
    words = {
        "up": lambda count, number: ngettext("{number} moved up", "{number} moved up", count, number=number),
        "down": lambda count, number: ngettext("{number} moved down", "{number} moved down", count, number=number),
        "sideways": lambda count, number: ngettext("{number} moved sideways", "{number} moved sideways", count, number=number),
        "new": lambda count, number: ngettext("{number} is new", "{number} are new", count, number=number),
        "gone": lambda count, number: ngettext("{number} is gone", "{number} are gone", count, number=number),
    }
    told = [words[way](count, number_in_words(count)) for way, count in totals.items() if count]
    return list_in_words(told) if told else _("nobody moved")


def _matrix(flows: Flows, at: int) -> Table:
    """Rows are where customers were, columns where they are."""
    by_ends = flows.by_ends
    ends: list[str | None] = [*flows.segments, None]
    starts = [one for one in ends if one is not None or any(flow.start is None for flow in flows.flows)]
    now = [one for one in ends if one is not None or any(flow.end is None for flow in flows.flows)]
    columns = [text(_("from, to")), *(number(_("gone") if end is None else end) for end in now)]
    rows = []
    for start in starts:
        row = [Cell(_("new") if start is None else start)]
        for end in now:
            flow = by_ends.get((start, end))
            row.append(Cell("·", 0.0) if flow is None else counted(flow.customers, flow.way))
        rows.append(row)
    caption = _(
        "Moves of {segmentation}: rows are where customers were, columns where they are", segmentation=flows.segmentation
    )
    return Table(f"moves-table-{at}", caption, columns, rows, sortable=False)


def _list(flows: Flows, at: int) -> Table:
    """The largest moves, where a matrix would be too wide to be read."""
    moved = sorted((flow for flow in flows.flows if flow.way != "stayed"), key=lambda flow: -flow.customers)[:_MOST_LISTED]
    rows = [
        (
            Cell(_("new") if flow.start is None else flow.start),
            Cell(_("gone") if flow.end is None else flow.end),
            counted(flow.customers, flow.way),
        )
        for flow in moved
    ]
    caption = _("The largest moves of {segmentation}, at most {number}", segmentation=flows.segmentation, number=_MOST_LISTED)
    return Table(f"moves-table-{at}", caption, (text(_("from")), text(_("to")), number(_("customers"))), rows)

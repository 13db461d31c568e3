"""What was read, how many customers there are, as of which day, and by which rules."""

from __future__ import annotations

from collections.abc import Iterator

from kartoteka.language import day_in_words, number_in_words
from kartoteka.language import gettext as _
from kartoteka.report.cells import NOTHING, counted, day, number, text
from kartoteka.report.opened import OpenedRun
from kartoteka.report.page import Block, Cell, Facts, Part, Sentence, Table


def overview(opened: OpenedRun) -> Part:
    """The first part of a report."""
    return Part("overview", _("Overview"), tuple(_blocks(opened)))


def _blocks(opened: OpenedRun) -> Iterator[Block]:
    run = opened.run
    since = _("none: this is the first run") if opened.before is None else day_in_words(opened.before.as_of)
    on_lists = sum(campaign.rows for campaign in run.campaigns)
    yield Facts(
        (
            (_("Customers"), number_in_words(run.customers)),
            (_("As of"), day_in_words(run.as_of)),
            (_("Compared with"), since),
            (_("Rows on campaign lists"), number_in_words(on_lists)),
            (_("Run"), run.run_id),
            (_("Rules"), run.rules_sha256[:12]),
        )
    )
    if not opened.same_rules:
        yield Sentence(
            _("The rules in the project file have changed since this run. What is shown follows the rules of the run."),
            "warning",
        )
    yield _rows(opened)
    yield Sentence(_("Rows read are rows used and rows rejected; none is lost."), "note")
    yield _steps(opened)


def _rows(opened: OpenedRun) -> Table:
    rows = []
    for source in opened.run.sources:
        landed = opened.landed.get(source.name)
        there = landed is not None or source.name in opened.lists
        first, last = (None, None) if landed is None else (landed.first_order, landed.last_order)
        link = f"rejects-{source.name}" if source.rejected and there else None
        rejected = Cell(number_in_words(source.rejected), float(source.rejected), link=link)
        rows.append((Cell(source.name), counted(source.read), counted(source.landed), rejected, day(first), day(last)))
    columns = (
        text(_("source")),
        number(_("rows read")),
        number(_("used")),
        number(_("rejected")),
        number(_("first order")),
        number(_("last order")),
    )
    if not any(row[4] != NOTHING for row in rows):
        return Table("rows", _("What was read"), columns[:4], [row[:4] for row in rows])
    return Table("rows", _("What was read"), columns, rows)


def _steps(opened: OpenedRun) -> Table:
    kinds = {"segment": _("segmentation"), "score": _("score")}
    rows = [
        (Cell(step.name), Cell(kinds[step.kind]), Cell(step.use), Cell(step.plugin))
        for step in opened.records
        if step.kind in kinds
    ]
    columns = (text(_("step")), text(_("what it is")), text(_("made by")), text(_("package")))
    return Table("steps", _("What was done"), columns, rows, sortable=False)

"""Whether each segmentation is one: size, reach, who stayed, what it explains, and how alike its members are."""

from __future__ import annotations

from collections.abc import Iterator

from kartoteka.language import gettext as _
from kartoteka.quality import Quality, segmentation_quality
from kartoteka.quality.words import (
    channel_in_words,
    explained_name,
    figure_in_words,
    measure_in_words,
    reach_in_words,
    silhouette_in_words,
    small_in_words,
    stability_in_words,
    strength_in_words,
    strongest_first,
    told_and_left,
    unexplained_in_words,
)
from kartoteka.report.cells import NOTHING, counted, number, shared, text
from kartoteka.report.opened import OpenedRun
from kartoteka.report.page import Block, Cell, Part, Points, Sentence, Table


def quality(opened: OpenedRun) -> Part:
    """A part for each segmentation."""
    several = len(opened.run.segments) > 1
    parts = [
        Part(f"quality-{at}", name, tuple(_blocks(segmentation_quality(opened.data, name), at)), listed=several)
        for at, name in enumerate(opened.run.segments, start=1)
    ]
    return Part("quality", _("Quality of the segmentation"), parts=parts)


def _blocks(told: Quality, at: int) -> Iterator[Block]:
    yield _segments(told, at)
    small = small_in_words(told)
    sentences = [*(reach_in_words(one, told) for one in told.reach), stability_in_words(told)]
    yield Points([*sentences, *silhouette_in_words(told.silhouette), *([] if small is None else [small])])
    yield from _explained(told, at)


def _segments(told: Quality, at: int) -> Table:
    columns = [text(_("segment")), number(_("customers")), number(_("share"))]
    columns += [number(channel_in_words(one, told.reach)) for one in told.reach]
    columns += [number(_("stayed")), number(_("silhouette"))]
    rows = []
    for segment in told.segments:
        stayed = None if told.stability is None else told.stability.segments.get(segment.name)
        row = [Cell(segment.name), counted(segment.customers), shared(segment.share)]
        reached = [one.customers[segment.name] / segment.customers if segment.customers else None for one in told.reach]
        row += [*map(shared, reached), shared(None if stayed is None else stayed.share)]
        row.append(_figure(told.silhouette.segments.get(segment.name)))
        rows.append(row)
    caption = _("How large each segment of {segmentation} is, and whom it reaches", segmentation=told.segmentation)
    return Table(f"quality-table-{at}", caption, columns, rows)


def _explained(told: Quality, at: int) -> Iterator[Block]:
    shown, notes = told_and_left(told)
    if shown:
        rows = [
            (
                Cell(explained_name(one)),
                Cell(measure_in_words(one.measure)),
                _figure(one.value),
                Cell(strength_in_words(one.strength or "none")),
            )
            for one in shown
        ]
        columns = (text(_("field")), text(_("measure")), number(_("value")), text(_("in words")))
        yield Table(f"explained-{at}", _("What the segments explain"), columns, rows)
    for sentence in (*notes, *unexplained_in_words(strongest_first(told))):
        yield Sentence(sentence, "note")


def _figure(value: float | None) -> Cell:
    return NOTHING if value is None else Cell(figure_in_words(value), value)

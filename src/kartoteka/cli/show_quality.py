"""How the quality of a segmentation is shown to a person."""

from __future__ import annotations

from kartoteka.cli.output import Console
from kartoteka.language import day_in_words, ngettext, number_in_words
from kartoteka.language import gettext as _
from kartoteka.quality.quality import Quality
from kartoteka.quality.silhouette import Silhouette
from kartoteka.quality.words import (
    channel_in_words,
    explained_name,
    figure_in_words,
    measure_in_words,
    part_in_words,
    reach_in_words,
    share_in_words,
    silhouette_in_words,
    small_in_words,
    stability_in_words,
    strength_in_words,
    strongest_first,
    told_and_left,
    unexplained_in_words,
)


def show_quality(told: Quality, out: Console) -> None:
    """Print it: sizes, reach and who stayed; what the segments explain; the silhouette."""
    customers = ngettext("{number} customer", "{number} customers", told.customers, number=number_in_words(told.customers))
    out.heading(
        _(
            "Is {segmentation} a segmentation? {customers} as of {day}",
            segmentation=told.segmentation,
            customers=customers,
            day=day_in_words(told.as_of),
        )
    )
    show_segments(told, out)
    show_explained(told, out)
    show_silhouette(told.silhouette, out)


def show_segments(told: Quality, out: Console) -> None:
    """Each segment: how large, how many are within reach, how many stayed, how near its members are to each other."""
    columns = [_("segment"), _("customers"), _("share"), *(channel_in_words(one, told.reach) for one in told.reach)]
    columns += [_("stayed"), _("silhouette")]
    rows = []
    for segment in told.segments:
        reached = [part_in_words(one.customers[segment.name], segment.customers) for one in told.reach]
        stayed = None if told.stability is None else told.stability.segments.get(segment.name)
        staying = share_in_words(None if stayed is None else stayed.share)
        width = told.silhouette.segments.get(segment.name)
        rows.append(
            (
                segment.name,
                number_in_words(segment.customers),
                share_in_words(segment.share),
                *reached,
                staying,
                figure_in_words(width),
            )
        )
    out.table(None, columns, rows, right=range(1, len(columns)))
    for one in told.reach:
        out.line(reach_in_words(one, told))
    out.line(stability_in_words(told))
    small = small_in_words(told)
    if small is not None:
        out.line(small)


def show_explained(told: Quality, out: Console) -> None:
    """How far the segments tell each field, what they tell best first."""
    shown, notes = told_and_left(told)
    rows = [
        (
            explained_name(one),
            measure_in_words(one.measure),
            figure_in_words(one.value),
            strength_in_words(one.strength or "none"),
        )
        for one in shown
    ]
    if rows:
        headings = [_("field"), _("measure"), _("value"), _("in words")]
        out.table(_("What the segments explain"), headings, rows, right=[2])
    for sentence in (*notes, *unexplained_in_words(strongest_first(told))):
        out.line(sentence)


def show_silhouette(told: Silhouette, out: Console) -> None:
    """What the silhouette says."""
    out.heading(_("How alike members are"))
    for sentence in silhouette_in_words(told):
        out.line(sentence)

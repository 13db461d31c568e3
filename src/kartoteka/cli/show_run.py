"""How a run is shown to a person: what was read, the segments with their terms, the moves, the lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kartoteka.catalog.records import MoveCount
from kartoteka.cli.output import Console
from kartoteka.cli.printable import padded, width
from kartoteka.config.shown import shown_path
from kartoteka.language import N_, NN_, digits_in_words, ngettext, number_in_words, percent_in_words, pgettext
from kartoteka.language import gettext as _
from kartoteka.pipeline.contacts import ContactCounts
from kartoteka.pipeline.land.statuses import Statuses
from kartoteka.pipeline.orders import OrderCounts
from kartoteka.pipeline.result import CampaignResult, RunResult, SegmentResult, SegmentScores, SourceResult

_REMOVED = {
    "blacklist": N_("{number} blacklist"),
    "suppression list": N_("{number} suppression list"),
    "no consent": N_("{number} no consent"),
    "no address": N_("{number} no address"),
}
_LEFT_OUT = {
    "draft": NN_("{number} not posted", "{number} not posted"),
    "cancelled": NN_("{number} cancelled or returned", "{number} cancelled or returned"),
    "negative": NN_("{number} with a negative total", "{number} with a negative total"),
    "future": NN_("{number} after the as-of date", "{number} after the as-of date"),
    "unknown_customer": NN_("{number} of unknown customers", "{number} of unknown customers"),
}
_MOVED = {
    "up": NN_("{number} up", "{number} up"),
    "down": NN_("{number} down", "{number} down"),
    "sideways": NN_("{number} sideways", "{number} sideways"),
    "new": NN_("{number} new", "{number} new"),
    "gone": NN_("{number} gone", "{number} gone"),
}
_STATUSES = {
    "cancelled": N_("cancelled {number}"),
    "returned": N_("returned {number}"),
    "draft": N_("draft {number}"),
}


def show_run(result: RunResult, out: Console) -> None:
    """Print a run. Paths are shown from the current folder, and whole where they lead out of it."""
    out.heading(_heading(result))
    show_sources(result.sources, out)
    if result.orders is not None:
        out.line(orders_in_words(result.orders))
    if result.contacts is not None and result.contacts.unknown_customer:
        out.line(contacts_in_words(result.contacts))
    for source in result.sources:
        if source.statuses is not None:
            out.line(statuses_in_words(source.statuses))
    if result.replayed:
        names = ", ".join(result.replayed)
        out.line(_("Nothing has changed for {names}: taken from an earlier run.", names=names))
    for name, segments in result.segments.items():
        show_segments(name, segments, result.customers, out)
    for name, scores in result.scores.items():
        show_scores(name, scores, out)
    show_moves(result, out)
    show_campaigns(result.campaigns, out)
    if result.snapshot is not None:
        out.line()
        labels = (_("Every customer:"), _("Manifest:"))
        size = max(map(width, labels)) + 1
        out.line(f"{padded(labels[0], size)}{shown_path(result.snapshot)}")
        if result.manifest is not None:
            out.line(f"{padded(labels[1], size)}{shown_path(result.manifest)}")
    for warning in result.warnings:
        out.warning(warning)


def _heading(result: RunResult) -> str:
    day = result.as_of.isoformat()
    if result.status != "dry-run":
        return _("{pipeline} as of {day}", pipeline=result.pipeline, day=day)
    if result.completed:
        return _(
            "{pipeline} as of {day} (dry run: no run was kept and nothing of it was delivered)",
            pipeline=result.pipeline,
            day=day,
        )
    return _("{pipeline} as of {day} (dry run: no run was kept and nothing was delivered)", pipeline=result.pipeline, day=day)


def show_sources(sources: Sequence[SourceResult], out: Console) -> None:
    """Rows in = rows out + rejects, for each source."""
    columns = [_("source"), pgettext("rows", "read"), pgettext("rows", "landed"), pgettext("rows", "rejected")]
    rows = [[one.table, *map(number_in_words, (one.read, one.landed, one.rejected))] for one in sources]
    if any(source.reused for source in sources):
        columns.append(_("note"))
        for row, source in zip(rows, sources, strict=True):
            row.append(_("unchanged, not read again") if source.reused else "")
    out.table(_("Rows"), columns, rows, right=(1, 2, 3))
    for source in sources:
        if source.rejected and source.rejects is not None:
            path = shown_path(source.rejects)
            out.line(_("Rejected rows of {table}, with their reasons: {path}", table=source.table, path=path))
        if source.emptied and source.emptied_file is not None:
            told = ngettext(
                "{number} cell of {table} left empty, with the reasons: {path}",
                "{number} cells of {table} left empty, with the reasons: {path}",
                source.emptied,
                number=number_in_words(source.emptied),
                table=source.table,
                path=shown_path(source.emptied_file),
            )
            out.line(told)


def statuses_in_words(statuses: Statuses) -> str:
    """`Status of orders, in rows: cancelled 15, returned 3; any other word counts as an order: nowe 940, oczekuje 60.`"""
    left_out = statuses.left_out.items()
    known = ", ".join(_(_STATUSES[status], number=number_in_words(rows)) for status, rows in left_out)
    listed = [f"{word} {number_in_words(rows)}" for word, rows in statuses.kept.items()]
    listed += [_("further words {number}", number=number_in_words(statuses.further))] if statuses.further else []
    listed += [_("empty {number}", number=number_in_words(statuses.empty))] if statuses.empty else []
    others = ", ".join(listed)
    if known and others:
        told = _("Status of orders, in rows: {known}; any other word counts as an order: {others}.", known=known, others=others)
    elif known:
        told = _("Status of orders, in rows: {known}.", known=known)
    elif others:
        told = _(
            "Status of orders, in rows: none cancelled or returned; any other word counts as an order: {others}.",
            others=others,
        )
    else:
        told = _("Status of orders, in rows: none cancelled or returned.")
    return told


def orders_in_words(counts: OrderCounts) -> str:
    """`2,041 orders, of which 1,968 count; left out: 61 cancelled or returned, 12 after the as-of date.`"""
    number = number_in_words(counts.orders)
    left_out = _counts((words, getattr(counts, name)) for name, words in _LEFT_OUT.items())
    if not left_out:
        return ngettext("{number} order, which counts.", "{number} orders, all of which count.", counts.orders, number=number)
    return ngettext(
        "{orders}, of which {number} counts; left out: {left_out}.",
        "{orders}, of which {number} count; left out: {left_out}.",
        counts.existing,
        orders=ngettext("{number} order", "{number} orders", counts.orders, number=number),
        number=number_in_words(counts.existing),
        left_out=left_out,
    )


def contacts_in_words(counts: ContactCounts) -> str:
    """`40 contacts, of which 38 count; left out: 2 of unknown customers.`"""
    return ngettext(
        "{contacts}, of which {number} counts; left out: {left_out}.",
        "{contacts}, of which {number} count; left out: {left_out}.",
        counts.existing,
        contacts=ngettext("{number} contact", "{number} contacts", counts.contacts, number=number_in_words(counts.contacts)),
        number=number_in_words(counts.existing),
        left_out=_counts([(_LEFT_OUT["unknown_customer"], counts.unknown_customer)]),
    )


def _counts(counts: Iterable[tuple[tuple[str, str], int]]) -> str:
    """`61 cancelled or returned, 12 after the as-of date`: what there is any of."""
    return ", ".join(ngettext(*words, number, number=number_in_words(number)) for words, number in counts if number)


def show_segments(name: str, segments: Sequence[SegmentResult], customers: int, out: Console) -> None:
    """The segments of one segmentation, best first, with their terms; they sum to all customers."""
    rows = [
        (
            segment.name,
            number_in_words(segment.customers),
            _share(segment.customers, customers),
            terms_in_words(segment.terms),
        )
        for segment in segments
    ]
    last = (pgettext("customers", "all"), number_in_words(customers), "", "")
    columns = [name, _("customers"), _("share"), _("terms")]
    out.table(_("Segments: {name}", name=name), columns, [*rows, last], right=(1, 2))


def _share(part: int, whole: int) -> str:
    return percent_in_words(part / whole, 1) if whole else ""


def terms_in_words(terms: Mapping[str, Any]) -> str:
    """`20 % discount, 30 days to pay, prefer: prepaid`."""
    words = []
    for name, value in terms.items():
        if name == "discount":
            words.append(_("{number} % discount", number=plain(value)))
        elif name == "payment_days":
            words.append(ngettext("{number} day to pay", "{number} days to pay", int(value), number=value))
        else:
            words.append(f"{name}: {plain(value)}")
    return ", ".join(words)


def plain(value: Any) -> str:
    """A number without idle zeros and with at most six decimals, yes or no for truth; anything else as it is."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return digits_in_words(value) if isinstance(value, float | Decimal) else str(value)


def show_scores(name: str, scores: SegmentScores, out: Console) -> None:
    """The score of each segment, and what the scorer has to say of them."""
    rows = [(one.name, *(_score(one.score[column]) for column in scores.shown)) for one in scores.segments]
    numeric = [
        index
        for index, column in enumerate(scores.shown, start=1)
        if any(isinstance(one.score[column], int | float | Decimal) for one in scores.segments)
        and not any(isinstance(one.score[column], bool) for one in scores.segments)
    ]
    out.table(_("Segments: {name}", name=name), [scores.groups, *scores.shown], rows, right=numeric)
    for remark in scores.remarks:
        out.line(remark)


def _score(value: Any) -> Any:
    """A number with at most two decimals; anything else as it is."""
    return plain(round(Decimal(str(value)), 2)) if isinstance(value, float | Decimal) else value


def show_moves(result: RunResult, out: Console) -> None:
    """The matrix of moves of each segmentation: rows are where customers were, columns where they are."""
    if result.predecessor is None:
        out.line()
        out.line(_("Moves: this is the first run of its kind; the next one is compared with it."))
        return
    for name, segments in result.segments.items():
        changed = [move for move in result.moves.changes if move.segmentation == name]
        stayed = result.moves.stayed.get(name, {})
        since = result.predecessor.as_of.isoformat()
        if not changed and not stayed:
            out.line()
            told = _(
                "Moves: {name} was not part of the run as of {since}; the next run is compared with this one.",
                name=name,
                since=since,
            )
            out.line(told)
            continue
        cells = {(move.from_segment, move.to_segment): number_in_words(move.customers) for move in changed}
        cells |= {(segment, segment): number_in_words(customers) for segment, customers in stayed.items()}
        names: list[str | None] = [segment.name for segment in segments]
        names += sorted({end for pair in cells for end in pair if end is not None and end not in names})
        columns = [*names, None] if any(to is None for from_, to in cells) else names
        rows_of = [*names, None] if any(from_ is None for from_, to in cells) else names
        gone, new = pgettext("customers", "gone"), pgettext("customers", "new")
        out.table(
            _("Moves: {name}, since {since}: {moved}", name=name, since=since, moved=_moved(changed)),
            [_("from, to"), *(str(index + 1) if to is not None else gone for index, to in enumerate(columns))],
            [
                (f"{index + 1} {from_}" if from_ is not None else new, *(cells.get((from_, to), ".") for to in columns))
                for index, from_ in enumerate(rows_of)
            ],
            right=range(1, len(columns) + 1),
        )


def _moved(moves: Sequence[MoveCount]) -> str:
    """`3 up, 1 down`: how many customers went which way."""
    totals = {way: sum(move.customers for move in moves if move.direction == way) for way in _MOVED}
    return _counts((_MOVED[way], number) for way, number in totals.items()) or _("nobody moved")


def show_campaigns(campaigns: Sequence[CampaignResult], out: Console) -> None:
    """Each campaign: whom it selected, who was removed and why, and where its lists lie."""
    if not campaigns:
        return
    out.table(
        _("Campaigns"),
        [_("campaign"), pgettext("rows", "selected"), pgettext("rows", "removed"), _("on the list")],
        [(one.name, *map(number_in_words, (one.selected, sum(one.removed.values()), one.rows))) for one in campaigns],
        right=(1, 2, 3),
    )
    for campaign in campaigns:
        removed = [_(_REMOVED[reason], number=number_in_words(count)) for reason, count in campaign.removed.items() if count]
        if removed:
            out.line(_("{campaign} (removed: {reasons})", campaign=campaign.name, reasons=", ".join(removed)))
        else:
            out.line(campaign.name)
        for one in campaign.deliveries:
            place = one.destination if one.file is None else shown_path(one.file)
            rows = ngettext("{number} row", "{number} rows", one.rows, number=number_in_words(one.rows))
            left_out = [f"{number_in_words(count)} {reason}" for reason, count in one.left_out.items() if count]
            if left_out:
                rows = _("{rows} (left out: {reasons})", rows=rows, reasons=", ".join(left_out))
            out.line(f"  {place}: {rows}")
            for remark in one.remarks:
                out.line(f"    {remark}")

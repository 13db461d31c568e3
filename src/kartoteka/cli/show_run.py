"""How a run is shown to a person: what was read, the segments with their terms, the moves, the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kartoteka.cli.output import Console
from kartoteka.config.shown import shown_path
from kartoteka.pipeline.land.statuses import Statuses
from kartoteka.pipeline.orders import OrderCounts
from kartoteka.pipeline.result import CampaignResult, RunResult, SegmentResult, SegmentScores, SourceResult

_ORDER_WORDS = {
    "cancelled": "cancelled or returned",
    "negative": "with a negative total",
    "future": "after the as-of date",
    "unknown_customer": "of unknown customers",
}
_MOST_PLACES = 6
_WAYS = ("up", "down", "sideways", "new", "gone")


def show_run(result: RunResult, out: Console) -> None:
    """Print a run. Paths are shown from the current folder, and whole where they lead out of it."""
    day = result.as_of.isoformat()
    nothing = "nothing of it" if result.completed else "nothing"
    dry = f" (dry run: no run was kept and {nothing} was delivered)" if result.status == "dry-run" else ""
    out.heading(f"{result.pipeline} as of {day}{dry}")
    show_sources(result.sources, out)
    if result.orders is not None:
        out.line(orders_in_words(result.orders))
    for source in result.sources:
        if source.statuses is not None:
            out.line(statuses_in_words(source.statuses))
    if result.replayed:
        out.line(f"Nothing has changed for {', '.join(result.replayed)}: taken from an earlier run.")
    for name, segments in result.segments.items():
        show_segments(name, segments, result.customers, out)
    for name, scores in result.scores.items():
        show_scores(name, scores, out)
    show_moves(result, out)
    show_campaigns(result.campaigns, out)
    if result.snapshot is not None:
        out.line()
        out.line(f"Every customer: {shown_path(result.snapshot)}")
    if result.manifest is not None:
        out.line(f"Manifest:       {shown_path(result.manifest)}")
    for warning in result.warnings:
        out.warning(warning)


def show_sources(sources: Sequence[SourceResult], out: Console) -> None:
    """Rows in = rows out + rejects, for each source."""
    columns = ["source", "read", "landed", "rejected"]
    rows = [[one.table, *map(_counted, (one.read, one.landed, one.rejected))] for one in sources]
    if any(source.reused for source in sources):
        columns.append("note")
        for row, source in zip(rows, sources, strict=True):
            row.append("unchanged, not read again" if source.reused else "")
    out.table("Rows", columns, rows, right=(1, 2, 3))
    for source in sources:
        if source.rejected and source.rejects is not None:
            out.line(f"Rejected rows of {source.table}, with their reasons: {shown_path(source.rejects)}")
        if source.emptied and source.emptied_file is not None:
            cells = "1 cell" if source.emptied == 1 else f"{_counted(source.emptied)} cells"
            out.line(f"{cells} of {source.table} left empty, with the reasons: {shown_path(source.emptied_file)}")


def statuses_in_words(statuses: Statuses) -> str:
    """`Status of orders, in rows: cancelled 15, returned 3; any other word counts as an order: nowe 940, oczekuje 60.`"""
    known = ", ".join(f"{status} {_counted(rows)}" for status, rows in statuses.left_out.items())
    others = [f"{word} {_counted(rows)}" for word, rows in statuses.kept.items()]
    others += [f"further words {_counted(statuses.further)}"] if statuses.further else []
    others += [f"empty {_counted(statuses.empty)}"] if statuses.empty else []
    kept = f"; any other word counts as an order: {', '.join(others)}" if others else ""
    return f"Status of orders, in rows: {known or 'none cancelled or returned'}{kept}."


def orders_in_words(counts: OrderCounts) -> str:
    """`2,041 orders, of which 1,968 count; left out: 61 cancelled or returned, 12 after the as-of date.`"""
    out = [f"{_counted(number)} {words}" for key, words in _ORDER_WORDS.items() if (number := getattr(counts, key))]
    orders = "1 order" if counts.orders == 1 else f"{_counted(counts.orders)} orders"
    if not out:
        return f"{orders}, {'which counts' if counts.orders == 1 else 'all of which count'}."
    count = "counts" if counts.existing == 1 else "count"
    return f"{orders}, of which {_counted(counts.existing)} {count}; left out: {', '.join(out)}."


def show_segments(name: str, segments: Sequence[SegmentResult], customers: int, out: Console) -> None:
    """The segments of one segmentation, best first, with their terms; they sum to all customers."""
    rows = [
        (
            segment.name,
            _counted(segment.customers),
            _share(segment.customers, customers),
            terms_in_words(segment.terms),
        )
        for segment in segments
    ]
    last = ("all", _counted(customers), "", "")
    out.table(f"Segments: {name}", [name, "customers", "share", "terms"], [*rows, last], right=(1, 2))


def _share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f} %" if whole else ""


def terms_in_words(terms: Mapping[str, Any]) -> str:
    """`20 % discount, 30 days to pay, prefer: prepaid`."""
    words = []
    for name, value in terms.items():
        if name == "discount":
            words.append(f"{plain(value)} % discount")
        elif name == "payment_days":
            words.append(f"{value} {'day' if value == 1 else 'days'} to pay")
        else:
            words.append(f"{name}: {plain(value)}")
    return ", ".join(words)


def plain(value: Any) -> str:
    """A number without idle zeros and with at most six decimals, yes or no for truth; anything else as it is."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        value = round(Decimal(str(value)), _MOST_PLACES)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def show_scores(name: str, scores: SegmentScores, out: Console) -> None:
    """The score of each segment, and what the scorer has to say of them."""
    rows = [(one.name, *(_score(one.score[column]) for column in scores.shown)) for one in scores.segments]
    numeric = [
        index
        for index, column in enumerate(scores.shown, start=1)
        if any(isinstance(one.score[column], int | float | Decimal) for one in scores.segments)
        and not any(isinstance(one.score[column], bool) for one in scores.segments)
    ]
    out.table(f"Segments: {name}", [scores.groups, *scores.shown], rows, right=numeric)
    for remark in scores.remarks:
        out.line(remark)


def _score(value: Any) -> Any:
    """A number with at most two decimals; anything else as it is."""
    return plain(round(Decimal(str(value)), 2)) if isinstance(value, float | Decimal) else value


def show_moves(result: RunResult, out: Console) -> None:
    """The matrix of moves of each segmentation: rows are where customers were, columns where they are."""
    if result.predecessor is None:
        out.line()
        out.line("Moves: this is the first run of its kind; the next one is compared with it.")
        return
    for name, segments in result.segments.items():
        changed = [move for move in result.moves.changes if move.segmentation == name]
        stayed = result.moves.stayed.get(name, {})
        since = result.predecessor.as_of.isoformat()
        if not changed and not stayed:
            out.line()
            out.line(f"Moves: {name} was not part of the run as of {since}; the next run is compared with this one.")
            continue
        cells = {(move.from_segment, move.to_segment): _counted(move.customers) for move in changed}
        cells |= {(segment, segment): _counted(customers) for segment, customers in stayed.items()}
        totals = {way: sum(move.customers for move in changed if move.direction == way) for way in _WAYS}
        said = ", ".join(f"{_counted(count)} {way}" for way, count in totals.items() if count) or "nobody moved"
        names: list[str | None] = [segment.name for segment in segments]
        names += sorted({end for pair in cells for end in pair if end is not None and end not in names})
        columns = [*names, None] if any(to is None for _, to in cells) else names
        rows_of = [*names, None] if any(from_ is None for from_, _ in cells) else names
        out.table(
            f"Moves: {name}, since {since}: {said}",
            ["from, to", *(str(index + 1) if to is not None else "gone" for index, to in enumerate(columns))],
            [
                (f"{index + 1} {from_}" if from_ is not None else "new", *(cells.get((from_, to), ".") for to in columns))
                for index, from_ in enumerate(rows_of)
            ],
            right=range(1, len(columns) + 1),
        )


def show_campaigns(campaigns: Sequence[CampaignResult], out: Console) -> None:
    """Each campaign: whom it selected, who was removed and why, and where its lists lie."""
    if not campaigns:
        return
    out.table(
        "Campaigns",
        ["campaign", "selected", "removed", "on the list"],
        [(one.name, *map(_counted, (one.selected, sum(one.removed.values()), one.rows))) for one in campaigns],
        right=(1, 2, 3),
    )
    for campaign in campaigns:
        removed = ", ".join(f"{_counted(count)} {reason}" for reason, count in campaign.removed.items() if count)
        out.line(f"{campaign.name}" + (f" (removed: {removed})" if removed else ""))
        for one in campaign.deliveries:
            place = one.destination if one.file is None else shown_path(one.file)
            left_out = ", ".join(f"{_counted(count)} {reason}" for reason, count in one.left_out.items() if count)
            rows = f"{_counted(one.rows)} {'row' if one.rows == 1 else 'rows'}"
            out.line(f"  {place}: {rows}" + (f" (left out: {left_out})" if left_out else ""))
            for remark in one.remarks:
                out.line(f"    {remark}")


def _counted(number: int) -> str:
    """A count with its thousands set off: `4,938`."""
    return f"{number:,}"

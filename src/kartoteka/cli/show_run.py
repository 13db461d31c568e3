"""How a run is shown to a person: what was read, the segments with their terms, the moves, the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from kartoteka.cli.output import Console
from kartoteka.pipeline.orders import OrderCounts
from kartoteka.pipeline.result import CampaignResult, RunResult, SegmentResult, SourceResult

_ORDER_WORDS = {
    "cancelled": "cancelled or returned",
    "negative": "with a negative total",
    "future": "after the as-of date",
    "unknown_customer": "of unknown customers",
}


_WAYS = ("up", "down", "sideways", "new", "gone")


def show_run(result: RunResult, out: Console, folder: Path) -> None:
    """Print a run. Paths are shown relative to the project's folder."""
    day = result.as_of.isoformat()
    out.heading(f"{result.pipeline} as of {day}" + (" (dry run: nothing was written)" if result.status == "dry-run" else ""))
    show_sources(result.sources, out, folder)
    if result.orders is not None:
        out.line(orders_in_words(result.orders))
    if result.replayed:
        out.line(f"Nothing has changed for {', '.join(result.replayed)}: taken from an earlier run.")
    for name, segments in result.segments.items():
        show_segments(name, segments, result.customers, out)
    show_moves(result, out)
    show_campaigns(result.campaigns, out)
    if result.snapshot is not None:
        out.line()
        out.line(f"Every customer: {_relative(result.snapshot, folder)}")
    if result.manifest is not None:
        out.line(f"Manifest:       {_relative(result.manifest, folder)}")
    for warning in result.warnings:
        out.warning(warning)


def show_sources(sources: Sequence[SourceResult], out: Console, folder: Path) -> None:
    """Rows in = rows out + rejects, for each source."""
    rows = [
        (source.table, source.read, source.landed, source.rejected, "unchanged, not read again" if source.reused else "")
        for source in sources
    ]
    out.table("Rows", ["source", "read", "landed", "rejected", ""], rows)
    for source in sources:
        if source.rejected and source.rejects is not None:
            out.line(f"Rejected rows of {source.table}, with their reasons: {_relative(source.rejects, folder)}")


def orders_in_words(counts: OrderCounts) -> str:
    """`2,041 orders; left out: 61 cancelled or returned, 12 after the as-of date.`"""
    out = [f"{number:,} {words}" for key, words in _ORDER_WORDS.items() if (number := getattr(counts, key))]
    return f"{counts.orders:,} orders" + (f"; left out: {', '.join(out)}." if out else ", all of which count.")


def show_segments(name: str, segments: Sequence[SegmentResult], customers: int, out: Console) -> None:
    """The segments of one segmentation, best first, with their terms; they sum to all customers."""
    rows = [
        (
            segment.name,
            segment.customers,
            _share(segment.customers, customers),
            terms_in_words(segment.terms),
        )
        for segment in segments
    ]
    out.table(f"Segments: {name}", [name, "customers", "share", "terms"], [*rows, ("all", customers, "", "")])


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
    """A decimal without idle zeros; anything else as it is."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def show_moves(result: RunResult, out: Console) -> None:
    """The matrix of moves of each segmentation: rows are where customers were, columns where they are."""
    if result.predecessor is None:
        out.line()
        out.line("Moves: this is the first run of its kind; the next one is compared with it.")
        return
    for name, segments in result.segments.items():
        changed = [move for move in result.moves.changes if move.segmentation == name]
        stayed = result.moves.stayed.get(name, {})
        since = result.predecessor[1].isoformat()
        if not changed and not stayed:
            out.line()
            out.line(f"Moves: {name} was not part of the run as of {since}; the next run is compared with this one.")
            continue
        cells = {(move.from_segment, move.to_segment): move.customers for move in changed}
        cells |= {(segment, segment): customers for segment, customers in stayed.items()}
        totals = {way: sum(move.customers for move in changed if move.direction == way) for way in _WAYS}
        said = ", ".join(f"{count} {way}" for way, count in totals.items() if count) or "nobody moved"
        names: list[str | None] = [segment.name for segment in segments]
        names += sorted({end for pair in cells for end in pair if end is not None and end not in names})
        columns = [*names, None] if any(to is None for _, to in cells) else names
        rows_of = [*names, None] if any(from_ is None for from_, _ in cells) else names
        out.table(
            f"Moves: {name}, since {since}: {said}",
            ["from, to", *(str(index + 1) if to is not None else "gone" for index, to in enumerate(columns))],
            [
                (f"{index + 1} {from_}" if from_ is not None else "new", *(cells.get((from_, to)) or "." for to in columns))
                for index, from_ in enumerate(rows_of)
            ],
        )


def show_campaigns(campaigns: Sequence[CampaignResult], out: Console) -> None:
    """Each campaign: whom it selected, who was removed and why, and where its lists lie."""
    if not campaigns:
        return
    out.table(
        "Campaigns",
        ["campaign", "selected", "removed", "on the list"],
        [(campaign.name, campaign.selected, sum(campaign.removed.values()), campaign.rows) for campaign in campaigns],
    )
    for campaign in campaigns:
        removed = ", ".join(f"{count} {reason}" for reason, count in campaign.removed.items() if count)
        out.line(f"{campaign.name}" + (f" (removed: {removed})" if removed else ""))
        for destination, rows in campaign.deliveries:
            out.line(f"  {destination}: {rows} {'row' if rows == 1 else 'rows'}")


def _relative(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)

"""Whom a segment holds: business or consumer, buyers for themselves or for others, a broad or narrow audience, and which kinds
of customer, each of which is won in its own way.

A kind comes from the field `customer_type` where that says one; else from the headcount, by the bounds of the Commission
Recommendation 2003/361/EC: a firm of fewer than 250 persons is small or middle-sized, one of 250 and more is a corporation. Who
works alone, with a headcount of 0 or 1, decides as a sole trader does. That somebody is a private person only a field can say:
`customer_type`, or `market`. What none of them tells stays unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kartoteka.model.customer_types import canonical_customer_type
from kartoteka.model.headcounts import headcount_bounds
from kartoteka.model.whom_words import audience_of, buys_for_of, market_of
from kartoteka.profile.run_data import RunData

LARGE_FROM = 250
"""From so many persons on a firm is none of the small and middle-sized ones of 2003/361/EC."""

ALONE_UP_TO = 1
"""Up to so many persons somebody works alone."""

KINDS = ("corporation", "small-firm", "sole-trader", "private")
_FIELDS = ("customer_type", "market", "buys_for", "audience", "employees", "employees_band")
_MARKET_OF_KIND = {"corporation": "business", "small-firm": "business", "sole-trader": "business", "private": "consumer"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one question.

    Attributes:
        counts: How many members each answer fits.
        unknown: Of how many nothing tells it.
        taken_from: Of how many which field told it.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    unknown: int = 0
    taken_from: Mapping[str, int] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """Of how many members it is known."""
        return sum(self.counts.values())

    def share(self, answer: str) -> float:
        """Its share of the members of whom it is known, from 0 to 1."""
        return self.counts.get(answer, 0) / self.known if self.known else 0.0

    @property
    def first(self) -> str | None:
        """The answer that fits most; None where nothing is known."""
        return max(sorted(self.counts), key=lambda answer: self.counts[answer]) if self.counts else None


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a segment holds.

    Attributes:
        kinds: `corporation`, `small-firm`, `sole-trader` and `private`.
        market: `business` and `consumer`.
        buys_for: `direct` and `indirect`: who buys for another, as a gift, does not use it.
        audience: `broad` and `narrow`.
    """

    kinds: Told = field(default_factory=Told)
    market: Told = field(default_factory=Told)
    buys_for: Told = field(default_factory=Told)
    audience: Told = field(default_factory=Told)


def whom(data: RunData, step: str, segments: Sequence[str]) -> dict[str, Whom]:
    """Whom each segment holds."""
    import narwhals.stable.v2 as nw

    found: dict[str, list[_Row]] = {segment: [] for segment in segments}
    there = [name for name in _FIELDS if name in data.columns]
    columns = [_size(name) if name == "employees" else nw.col(name) for name in there]
    counted = data.customers.select(nw.col(step).alias("segment"), *columns).group_by("segment", *there)
    rows = data.engine.rows(counted.agg(nw.len().alias("members")))
    bounds = _bounds(data, {row["employees_band"] for row in rows} - {None} if "employees_band" in there else set())
    for row in rows:
        at_least, at_most = bounds.get(row.get("employees_band"), (None, None))
        found[row["segment"]].append(_Row({**row, "at_least": at_least, "at_most": at_most}, int(row["members"])))
    return {segment: _whom(each) for segment, each in found.items()}


def _bounds(data: RunData, bands: set[str]) -> dict[str | None, tuple[int | None, int | None]]:
    """The fewest and the most persons of each band that occurs. Nothing is asked of the engine where none does."""
    import narwhals.stable.v2 as nw
    import pyarrow as pa

    if not bands:
        return {}
    bounds = headcount_bounds(nw.col("band"))
    frame = data.engine.from_arrow(pa.table({"band": sorted(bands)}))
    rows = data.engine.rows(frame.select("band", at_least=bounds.at_least, at_most=bounds.at_most))
    return {row["band"]: (row["at_least"], row["at_most"]) for row in rows}


def _size(name: str) -> Any:
    """The fewest persons of the class that a headcount is in."""
    import narwhals.stable.v2 as nw

    people = nw.col(name)
    small = nw.when(people <= ALONE_UP_TO).then(nw.lit(0)).otherwise(nw.lit(ALONE_UP_TO + 1))
    known = nw.when(people >= LARGE_FROM).then(nw.lit(LARGE_FROM)).otherwise(small)
    return nw.when(people >= 0).then(known).alias(name)


@dataclass(frozen=True, slots=True)
class _Row:
    """How many members have these values."""

    values: Mapping[str, Any]
    members: int


def _whom(rows: Sequence[_Row]) -> Whom:
    return Whom(
        kinds=_told(rows, _kind),
        market=_told(rows, _market),
        buys_for=_told(rows, lambda row: (_read(row, "buys_for", buys_for_of), "buys_for")),
        audience=_told(rows, lambda row: (_read(row, "audience", audience_of), "audience")),
    )


def _told(rows: Sequence[_Row], read: Callable[[Mapping[str, Any]], tuple[str | None, str | None]]) -> Told:
    counts: Counter[str] = Counter()
    taken_from: Counter[str] = Counter()
    unknown = 0
    for row in rows:
        answer, source = read(row.values)
        if answer is None or source is None:
            unknown += row.members
        else:
            counts[answer] += row.members
            taken_from[source] += row.members
    return Told(dict(sorted(counts.items())), unknown, dict(sorted(taken_from.items())))


def _market(row: Mapping[str, Any]) -> tuple[str | None, str | None]:
    market = _read(row, "market", market_of)
    if market is not None:
        return market, "market"
    kind, told_by = _kind(row)
    return None if kind is None else _MARKET_OF_KIND[kind], told_by


def _kind(row: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The kind, and the field that tells it."""
    kind = _read(row, "customer_type", canonical_customer_type)
    if kind is not None:
        return kind, "customer_type"
    if _read(row, "market", market_of) == "consumer":
        return "private", "market"
    if row.get("employees") is not None:
        return kind_of_size(row["employees"], row["employees"]), "employees"
    return kind_of_size(row.get("at_least"), row.get("at_most")), "employees_band"


def kind_of_size(at_least: int | None, at_most: int | None) -> str | None:
    """The kind of a firm whose headcount lies between two bounds; None where they do not settle it.

    Args:
        at_least: The fewest persons; None where nothing is known.
        at_most: The most; None where there is no upper bound.
    """
    if at_least is None:
        return None
    if at_least >= LARGE_FROM:
        return "corporation"
    if at_most is None or at_most >= LARGE_FROM:
        return None
    if at_most <= ALONE_UP_TO:
        return "sole-trader"
    return "small-firm" if at_least > ALONE_UP_TO else None


def _read(row: Mapping[str, Any], name: str, read: Callable[[str], str | None]) -> str | None:
    text = row.get(name)
    return None if text is None else read(text)

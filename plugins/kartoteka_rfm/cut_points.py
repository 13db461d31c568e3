"""Cut points: where one group ends and the next begins, given by the options or found in the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from kartoteka import Frame
from kartoteka_rfm.measures import BY_NAME, MEASURES, Measure
from kartoteka_rfm.quantiles import quantile

CutPoints = Mapping[str, Sequence[Decimal]]
"""For each measure the first value of the second group, of the third, and so on. Equal values are in one group: whether a
value belongs to a group follows from the value alone. Nothing for a measure of which no customer has a value."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """How cut points come about.

    Attributes:
        groups: Into how many groups the customers are divided, by each measure.
        way: How a quantile is taken.
        offset: What is added to each quantile.
        own: Cut points that are given, by measure.
    """

    groups: int
    way: str
    offset: Decimal
    own: CutPoints


def find_cut_points(customers: Frame, cutting: Cutting) -> CutPoints:
    """The cut points of every measure.

    Those that are not given are the quantiles + `offset` over the customers with a value, the blacklist left out. The engine
    sorts and hands back the values beside each quantile, a few rows; what is between them is computed here, exactly, so
    that it is the same on every engine.

    Args:
        customers: `measured(…)`.
        cutting: How.
    """
    sought = [measure for measure in MEASURES if measure.name not in cutting.own]
    found = _quantiles(customers, sought, cutting) if sought else {}
    return {**cutting.own, **found}


def _quantiles(customers: Frame, sought: Sequence[Measure], cutting: Cutting) -> CutPoints:
    rows = _values_beside(customers, sought, cutting.groups).collect().rows(named=True)
    if not rows:
        return {measure.name: () for measure in sought}
    count = int(rows[0]["_count"])
    found = {}
    for measure in sought:
        values = {int(row[f"_at_{measure.name}"]): row[measure.column] for row in rows}
        quantiles = (quantile(cutting.way, values, count, group, cutting.groups) for group in range(1, cutting.groups))
        found[measure.name] = tuple(_first_value(measure, each + Fraction(cutting.offset)) for each in quantiles)
    return found


def _values_beside(customers: Frame, sought: Sequence[Measure], groups: int) -> Frame:
    """The rows that stand, sorted by some measure, at a position beside a quantile: `_count`, and for each measure its column
    and the position `_at_…` from 0."""
    import narwhals.stable.v2 as nw

    ranked = (
        customers.filter(~nw.col("blacklisted") & ~nw.col("frequency").is_null())
        .select(*(measure.column for measure in sought), _all=nw.lit(1))
        .with_columns(
            _count=nw.len().over("_all").cast(nw.Int64),
            **{f"_at_{one.name}": nw.col(one.column).rank("ordinal").cast(nw.Int64) - 1 for one in sought},
        )
    )
    beside = []
    for measure in sought:
        at = nw.col(f"_at_{measure.name}")
        for group in range(1, groups):
            first = (nw.col("_count") - 1) * group // groups
            beside.append((at == first) | (at == first + 1))
    return ranked.filter(nw.any_horizontal(*beside, ignore_nulls=True))


def _first_value(measure: Measure, cut: Fraction) -> Decimal:
    """The smallest value that the measure can have at or above the cut: a value is above one just where it is above the
    other, and this one every engine can hold."""
    return ceil(cut / Fraction(measure.step)) * measure.step


def as_text(cut_points: CutPoints) -> str | None:
    """`recency 115 181 298 482; frequency 4 5 6 8; monetary 255.80 382.00 506.40 666.00`; None where nothing was cut."""
    if not any(cut_points.values()):
        return None
    return "; ".join(" ".join([name, *_written(BY_NAME[name], cuts)]) for name, cuts in _in_order(cut_points))


def from_text(text: str) -> CutPoints:
    """The cut points that `as_text` has written."""
    parts = (part.split(" ") for part in text.split("; "))
    return {name: tuple(Decimal(cut) for cut in cuts) for name, *cuts in parts}


def _in_order(cut_points: CutPoints) -> Iterator[tuple[str, Sequence[Decimal]]]:
    return ((measure.name, cut_points[measure.name]) for measure in MEASURES)


def _written(measure: Measure, cuts: Sequence[Decimal]) -> Iterator[str]:
    return (value_in_words(measure, cut) for cut in cuts)


def value_in_words(measure: Measure, value: Any) -> str:
    """A whole number as it is, money with two decimals, or with as many as it needs up to four."""
    if measure.step == 1:
        return str(int(value))
    return f"{value:.4f}".removesuffix("00")

"""Segments: which scores each holds, and the ten that are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from kartoteka import BLACKLIST, Label

BELOW_MINIMUM = "below-minimum"
"""Orders, none of them qualifying."""
NO_ORDERS = "no-orders"
RESERVED = (BELOW_MINIMUM, NO_ORDERS, BLACKLIST)
OTHERS = "Others"
"""The name that the published program has for those whose scores are in no segment."""
PUBLISHED_GROUPS = 5

Scores = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The scores from `low` to `high`, both among them."""

    low: int
    high: int

    def __contains__(self, score: int) -> bool:
        return self.low <= score <= self.high

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


@dataclass(frozen=True, slots=True)
class Segment:
    """Customers with certain scores. A measure whose bounds are None may have any score."""

    name: str
    recency: Bounds | None = None
    frequency: Bounds | None = None
    monetary: Bounds | None = None
    terms: Mapping[str, str | int | Decimal | bool] = field(default_factory=dict)

    @property
    def bounds(self) -> tuple[tuple[str, Bounds], ...]:
        """The name of each measure that it limits, with its bounds."""
        named = (("recency", self.recency), ("frequency", self.frequency), ("monetary", self.monetary))
        return tuple((name, bounds) for name, bounds in named if bounds is not None)

    def holds(self, scores: Scores) -> bool:
        """Whether it takes customers with these scores."""
        of = dict(zip(("recency", "frequency", "monetary"), scores, strict=True))
        return all(of[name] in bounds for name, bounds in self.bounds)


def _published(name: str, recency: tuple[int, int], frequency: tuple[int, int], monetary: tuple[int, int]) -> Segment:
    return Segment(name, Bounds(*recency), Bounds(*frequency), Bounds(*monetary))


PUBLISHED: tuple[Segment, ...] = (
    _published("Champions", (5, 5), (5, 5), (5, 5)),
    _published("Potential Loyalist", (3, 5), (3, 5), (2, 5)),
    _published("Loyal Customers", (2, 4), (2, 4), (2, 4)),
    _published("Promising", (3, 4), (1, 3), (3, 5)),
    _published("New Customers", (4, 5), (1, 3), (1, 5)),
    _published("Can't Lose Them", (1, 2), (3, 4), (4, 5)),
    _published("At Risk", (1, 2), (2, 5), (4, 5)),
    _published("Need Attention", (1, 3), (3, 5), (3, 5)),
    _published("About To Sleep", (2, 3), (1, 3), (1, 4)),
    _published("Lost", (1, 1), (1, 5), (1, 5)),
)
"""The usual ten, for scores from 1 to 5, in the order in which they are tried."""


def segment_of(scores: Scores, segments: Sequence[Segment]) -> Segment | None:
    """The first that holds the scores."""
    return next((segment for segment in segments if segment.holds(scores)), None)


def all_scores(groups: int) -> Iterator[Scores]:
    """Every combination of scores."""
    every = range(1, groups + 1)
    return product(every, every, every)


def labels(segments: Sequence[Segment], others: str, ordered: bool) -> tuple[Label, ...]:
    """The segments in their order, then the label for all other scores, then those whose orders are too small or who have none.

    Where `ordered`, they go down in that order, and the last two are equals.
    """
    below = len(segments) + 1
    ranks = [rank if ordered else None for rank in range(below + 1)]
    return (
        *(Label(segment.name, rank, segment.terms) for segment, rank in zip(segments, ranks, strict=False)),
        Label(others, ranks[len(segments)]),
        Label(BELOW_MINIMUM, ranks[below]),
        Label(NO_ORDERS, ranks[below]),
    )

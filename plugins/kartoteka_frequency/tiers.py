"""A tier, and the labels of those who are in none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kartoteka import BLACKLIST, Label, Period
from kartoteka_frequency.column_names import column_name

INACTIVE = "inactive"
"""Some qualifying order, but no tier is met."""
BELOW_MINIMUM = "below-minimum"
"""Orders, none of them qualifying."""
NO_ORDERS = "no-orders"
RESERVED = (INACTIVE, BELOW_MINIMUM, NO_ORDERS, BLACKLIST)


@dataclass(frozen=True, slots=True)
class Tier:
    """A segment that is earned by buying: an order at least once `every` period, kept up for a `duration`.

    It is met while the as-of date is on or before the last qualifying order + `every`, and, where there is a `duration`,
    once the streak for `every` began on a day with start + `duration` on or before the as-of date.
    """

    name: str
    every: Period
    duration: Period | None = None
    terms: Mapping[str, str | int | Decimal | bool] = field(default_factory=dict)

    @property
    def streak_column(self) -> str:
        """The evidence column with the start of its streak: `streak_start_segment_1` of `Segment 1`."""
        return "streak_start_" + column_name(self.name)

    def earned_after(self, start: date) -> date:
        """The first day on which a streak that began on `start` is long enough."""
        return start if self.duration is None else self.duration.after(start)


def labels(tiers: Sequence[Tier]) -> tuple[Label, ...]:
    """The tiers from best to worst, then the inactive, then, as equals, those whose orders are too small or who have none."""
    below = len(tiers)
    return (
        *(Label(tier.name, rank, tier.terms) for rank, tier in enumerate(tiers)),
        Label(INACTIVE, below),
        Label(BELOW_MINIMUM, below + 1),
        Label(NO_ORDERS, below + 1),
    )

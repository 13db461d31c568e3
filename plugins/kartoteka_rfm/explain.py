"""Why one customer is where it is: its scores, and each segment that was tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kartoteka import Check, Context, Tables
from kartoteka_rfm.cut_points import CutPoints, from_text
from kartoteka_rfm.measures import BY_NAME, MEASURES, Measure
from kartoteka_rfm.segments import BELOW_MINIMUM, NO_ORDERS, Bounds, Scores, Segment
from kartoteka_rfm.words import day_in_words, group_in_words, value_in_words


def explain(
    tables: Tables, context: Context, segments: Sequence[Segment], others: str, groups: int, minimum: Decimal
) -> list[Check]:
    """A check for each segment up to the one that the customer is in; without scores, one that says why there are none.

    The scores depend on all customers, so they are those that the run has found: the step's own columns beside the customer.
    """
    columns = [f"{context.step}_{name}" for name in _NEEDED]
    if not set(columns) <= set(tables.customers.collect_schema().names()):
        return []
    [row] = tables.customers.select(*columns).collect().rows(named=True)
    found = {name: row[column] for name, column in zip(_NEEDED, columns, strict=True)}
    if found["frequency"] is None:
        return [_without_scores(tables, minimum, context.currency)]
    if found["cut_points"] is None:
        # The whole of the run's customers with orders was on the blacklist.
        return []
    told = _Told(found, from_text(found["cut_points"]), groups, context.currency)
    return list(told.checks(segments, others))


_NEEDED = (
    *(measure.column for measure in MEASURES),
    *(f"{measure.name}_score" for measure in MEASURES),
    "last_order_on",
    "cut_points",
)


def _without_scores(tables: Tables, minimum: Decimal, currency: str) -> Check:
    amounts = [amount for (amount,) in tables.orders.select("amount").collect().rows()]
    least = value_in_words(BY_NAME["monetary"], minimum, currency)
    if not amounts:
        change = f"an order of at least {least}" if minimum > 0 else "an order"
        return Check(NO_ORDERS, True, "no order up to the as-of date", change)
    largest = value_in_words(BY_NAME["monetary"], max(amounts), currency)
    whose = "the only order" if len(amounts) == 1 else f"the largest of {len(amounts)} orders"
    return Check(BELOW_MINIMUM, True, f"{whose} is {largest}, below the minimum of {least}", f"an order of at least {least}")


@dataclass(frozen=True)
class _Told:
    found: Mapping[str, Any]
    cut_points: CutPoints
    groups: int
    currency: str

    @property
    def scores(self) -> Scores:
        recency, frequency, monetary = (int(self.found[f"{measure.name}_score"]) for measure in MEASURES)
        return recency, frequency, monetary

    def checks(self, segments: Sequence[Segment], others: str) -> Iterator[Check]:
        yield Check(f"scores {' '.join(map(str, self.scores))}", True, "; ".join(map(self._score, MEASURES)))
        for segment in segments:
            if segment.holds(self.scores):
                because = "; ".join(self._within(name, bounds) for name, bounds in segment.bounds)
                yield Check(segment.name, True, because or "it takes any scores")
                return
            outside = [(name, bounds) for name, bounds in segment.bounds if self._of(name) not in bounds]
            because = "; ".join(f"{name} {self._of(name)} is not {bounds}" for name, bounds in outside)
            yield Check(segment.name, False, because, f"it takes {' and '.join(self._takes(*one) for one in outside)}")
        yield Check(others, True, "no segment holds these scores")

    def _of(self, name: str) -> int:
        return int(self.found[f"{name}_score"])

    def _score(self, measure: Measure) -> str:
        value = value_in_words(measure, self.found[measure.column], self.currency)
        if measure.low_is_best:
            value = f"{value} since the last order on {day_in_words(self.found['last_order_on'])}"
        return f"{measure.name} {self._of(measure.name)} ({self._group(measure, self._of(measure.name))}): {value}"

    def _group(self, measure: Measure, score: int) -> str:
        return group_in_words(measure, score, self.cut_points[measure.name], self.groups, self.currency)

    def _within(self, name: str, bounds: Bounds) -> str:
        return f"{name} {self._of(name)}" if bounds.low == bounds.high else f"{name} {self._of(name)} is within {bounds}"

    def _takes(self, name: str, bounds: Bounds) -> str:
        """The nearest score that would do, and what it stands for."""
        nearest = bounds.low if self._of(name) < bounds.low else bounds.high
        return f"{name} {nearest} ({self._group(BY_NAME[name], nearest)})"

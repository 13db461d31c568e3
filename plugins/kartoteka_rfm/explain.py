"""Why one customer is where it is: its scores, and each segment that was tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kartoteka import Check, Context, Tables, amount_in_words, day_in_words, list_in_words, ngettext, number_in_words
from kartoteka import gettext as _
from kartoteka_rfm.cut_points import CutPoints, from_text
from kartoteka_rfm.measures import BY_NAME, MEASURES, RECENCY, Measure
from kartoteka_rfm.segments import BELOW_MINIMUM, NO_ORDERS, Bounds, Scores, Segment
from kartoteka_rfm.words import group_in_words, value_in_words


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
    least = amount_in_words(minimum, currency)
    change = _("an order of at least {minimum}", minimum=least) if minimum > 0 else _("an order")
    if not amounts:
        return Check(NO_ORDERS, True, _("no order up to the as-of date"), change)
    found = ngettext(
        "the only order is {amount}, below the minimum of {minimum}",
        "the largest of {number} orders is {amount}, below the minimum of {minimum}",
        len(amounts),
        number=len(amounts),
        amount=amount_in_words(max(amounts), currency),
        minimum=least,
    )
    return Check(BELOW_MINIMUM, True, found, change)


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
        scores = _("scores {scores}", scores=" ".join(map(str, self.scores)))
        yield Check(scores, True, "; ".join(map(self._score, MEASURES)))
        for segment in segments:
            if segment.holds(self.scores):
                because = "; ".join(self._within(name, bounds) for name, bounds in segment.bounds)
                yield Check(segment.name, True, because or _("it takes any scores"))
                return
            outside = [(name, bounds) for name, bounds in segment.bounds if self._of(name) not in bounds]
            because = "; ".join(
                _("{measure} {score} is not {bounds}", measure=name, score=self._of(name), bounds=str(bounds))
                for name, bounds in outside
            )
            takes = list_in_words([self._takes(*one) for one in outside])
            yield Check(segment.name, False, because, _("it takes {scores}", scores=takes))
        yield Check(others, True, _("no segment holds these scores"))

    def _of(self, name: str) -> int:
        return int(self.found[f"{name}_score"])

    def _score(self, measure: Measure) -> str:
        score = self._of(measure.name)
        return _(
            "{measure} {score} ({group}): {value}",
            measure=measure.name,
            score=score,
            group=self._group(measure, score),
            value=self._value(measure),
        )

    def _value(self, measure: Measure) -> str:
        value = self.found[measure.column]
        if measure is not RECENCY:
            return value_in_words(measure, value, self.currency)
        return ngettext(
            "{number} day since the last order on {day}",
            "{number} days since the last order on {day}",
            int(value),
            number=number_in_words(int(value)),
            day=day_in_words(self.found["last_order_on"]),
        )

    def _group(self, measure: Measure, score: int) -> str:
        return group_in_words(measure, score, self.cut_points[measure.name], self.groups, self.currency)

    def _within(self, name: str, bounds: Bounds) -> str:
        if bounds.low == bounds.high:
            return f"{name} {self._of(name)}"
        return _("{measure} {score} is within {bounds}", measure=name, score=self._of(name), bounds=str(bounds))

    def _takes(self, name: str, bounds: Bounds) -> str:
        """The nearest score that would do, and what it stands for."""
        nearest = bounds.low if self._of(name) < bounds.low else bounds.high
        return f"{name} {nearest} ({self._group(BY_NAME[name], nearest)})"

"""The segmenter `rfm`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kartoteka import Check, DataRange, Day, Frame, Integer, Label, Money, Tables, TableSegmenter, Text
from kartoteka_rfm.segment_options import RfmOptions
from kartoteka_rfm.segments import PUBLISHED, Segment, labels


class RfmSegmenter(TableSegmenter):
    """Sorts customers by how recently, how often and for how much they buy.

    Each of the three measures divides the customers into groups, five if nothing else is said, and the number of the group is
    the score, 5 for the best. The groups are cut at the quantiles of all customers with a qualifying order, those of the
    blacklist left out. A group begins with its cut point and ends before the next one, so customers with equal values always
    have equal scores, and a group may have more or fewer members than the others, or none. Where all values are equal, all
    customers have score 1 for frequency and monetary value, and 5 for recency.

    The segments are tried in order; the first one whose bounds hold all three scores is the customer's. Scores in no segment
    are `others`. Customers whose orders are all below the logistic minimum are `below-minimum`, those without any
    `no-orders`; neither has scores.

    `cut_points` says where the groups were cut: the first value of the second group, of the third, and so on, counted
    from the smallest value.
    """

    Options = RfmOptions
    requires = {"orders": ["customer_id", "ordered_on", "amount"]}
    provides = {
        "recency_days": Integer,
        "frequency": Integer,
        "monetary": Money,
        "recency_score": Integer,
        "frequency_score": Integer,
        "monetary_score": Integer,
        "last_order_on": Day,
        "cut_points": Text,
    }
    replayable = True
    compares_customers = True

    @property
    def segments(self) -> Sequence[Segment]:
        """The segments in the order in which they are tried."""
        own: Sequence[Segment] | None = self.options["segments"]
        return PUBLISHED if own is None else own

    @property
    def minimum(self) -> Decimal:
        minimum: Decimal = self.options["logistic_minimum"]
        return minimum

    def labels(self) -> Sequence[Label]:
        return labels(self.segments, self.options["others"], self.options["ordered"])

    def frame(self, tables: Tables) -> Frame:
        from kartoteka_rfm.evidence import evidence_frame
        from kartoteka_rfm.options import cutting

        frame = evidence_frame(
            tables, self.minimum, cutting(self.options), self.segments, self.options["others"], self.context.as_of
        )
        return frame.select("customer_id", "segment", *self.provides)

    def explain(self, tables: Tables, customer_id: str) -> Sequence[Check]:
        from kartoteka_rfm.explain import explain

        return explain(tables, self.context, self.segments, self.options["others"], self.options["groups"], self.minimum)

    def lint(self, data: DataRange | None) -> Iterable[str]:
        from kartoteka_rfm.lint import lint

        # The usual ten leave some scores out and overlap; nobody here has chosen that.
        return () if self.options["segments"] is None else lint(self.segments, self.options["others"], self.options["groups"])

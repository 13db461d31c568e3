"""The scorer `rfm`."""

from __future__ import annotations

from kartoteka import Frame, Integer, Tables, TableScorer, Text
from kartoteka_rfm.options import MeasureOptions


class RfmScorer(TableScorer):
    """Scores customers by how recently, how often and for how much they buy.

    The scores are those of the segmenter `rfm`. `score` is the three in a row: `545` is recency 5, frequency 4, monetary
    value 5. Customers without a qualifying order have none.
    """

    Options = MeasureOptions
    requires = {"orders": ["customer_id", "ordered_on", "amount"]}
    provides = {"recency": Integer, "frequency": Integer, "monetary": Integer, "score": Text}
    replayable = True

    def frame(self, tables: Tables) -> Frame:
        from kartoteka_rfm.evidence import score_frame
        from kartoteka_rfm.options import cutting

        frame = score_frame(tables, self.options["logistic_minimum"], cutting(self.options), self.context.as_of)
        return frame.select("customer_id", *self.provides)

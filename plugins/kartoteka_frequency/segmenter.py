"""The segmenter `frequency`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kartoteka import Check, ColumnType, DataRange, Frame, Label, Tables, TableSegmenter, Text
from kartoteka_frequency.options import FrequencyOptions
from kartoteka_frequency.tiers import Tier, labels


class Frequency(TableSegmenter):
    """Sorts customers by how often they order, and for how long they have kept it up.

    Only qualifying orders count: those at or above the logistic minimum. The tiers are tried from the best, and the first
    one that a customer meets is the segment. Otherwise: some qualifying order is `inactive`; orders, but none of them
    qualifying, is `below-minimum`; no orders is `no-orders`. So the segments add up to all customers.
    """

    Options = FrequencyOptions
    requires = {"orders": ["customer_id", "ordered_on", "amount"]}
    on_request = {"message": Text}
    replayable = True

    @property
    def tiers(self) -> Sequence[Tier]:
        tiers: Sequence[Tier] = self.options["tiers"]
        return tiers

    @property
    def minimum(self) -> Decimal:
        minimum: Decimal = self.options["logistic_minimum"]
        return minimum

    def labels(self) -> Sequence[Label]:
        return labels(self.tiers)

    def provided_columns(self) -> Mapping[str, ColumnType]:
        from kartoteka_frequency.evidence import evidence_columns

        return evidence_columns(self.tiers)

    def frame(self, tables: Tables) -> Frame:
        from kartoteka_frequency.evidence import evidence_frame

        return evidence_frame(tables, self.minimum, self.tiers, self.context.as_of)

    def message(self, column: str, evidence: Mapping[str, Any]) -> str | None:
        if column != "message":
            return super().message(column, evidence)
        from kartoteka_frequency.messages import message

        return message(evidence, self.tiers, self.minimum, self.context.currency, self.context.as_of)

    def explain(self, tables: Tables, customer_id: str) -> Sequence[Check]:
        from kartoteka_frequency.explain import explain

        return explain(tables, customer_id, self.tiers, self.minimum, self.context.currency, self.context.as_of)

    def lint(self, data: DataRange | None) -> Iterable[str]:
        from kartoteka_frequency.lint import lint

        return lint(self.tiers, self.context.as_of, data)

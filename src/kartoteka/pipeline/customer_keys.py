"""Whole numbers that stand for customers while a run computes."""

from __future__ import annotations

from functools import cached_property

from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.model.frame import Frame
from kartoteka.model.tables import CUSTOMER_KEY, numbered


class CustomerKeys:
    """Adds the keys of the customers of a run: what `Tables.keyed` gives.

    A key is made of the text of the `customer_id` alone, so that nothing has to be looked up for millions of orders. Should two
    customers have the same, all of them are numbered instead.
    """

    def __init__(self, customers: Frame, engine: DuckDBEngine) -> None:
        self._customers = customers.select("customer_id")
        self._engine = engine

    def __call__(self, frame: Frame) -> Frame:
        if self._apart:
            return self._engine.hashed(frame, "customer_id", CUSTOMER_KEY)
        return numbered(frame, self._customers)

    @cached_property
    def _apart(self) -> bool:
        """Whether no two customers have the same key."""
        keys = self._engine.hashed(self._customers, "customer_id", CUSTOMER_KEY).group_by(CUSTOMER_KEY).agg()
        return self._engine.count(keys) == self._engine.count(self._customers)

"""Scorers: each gives columns to customers, or to segments."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kartoteka.components.base import Component
from kartoteka.model.frame import Frame
from kartoteka.model.tables import Tables

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw
    import pyarrow as pa


class Scorer(Component):
    """The shared half of every scorer. Subclass `RowScorer`, `TableScorer`, `BatchScorer` or `SegmentScorer`."""


class RowScorer(Scorer):
    """Scores a customer from its own row: its fields and the columns of earlier steps."""

    @abstractmethod
    def columns(self) -> Mapping[str, nw.Expr]:
        """An expression over `Tables.customers` for each provided column."""


class TableScorer(Scorer):
    """Scores customers from all tables."""

    @abstractmethod
    def frame(self, tables: Tables) -> Frame:
        """One row for each of `tables.customers`: `customer_id` and each provided column."""


class BatchScorer(Scorer):
    """Scores in plain Python or with a library, over batches of customers. Rebuilt wherever it runs, from its options."""

    @abstractmethod
    def batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """For a batch of `Tables.customers`, as many rows: `customer_id` and each provided column."""


class SegmentScorer(Scorer):
    """Scores the segments of one segmentation. The result stands beside each of its customers.

    Its options must have `groups`, the name of the segmentation's step.
    """

    @abstractmethod
    def frame(self, tables: Tables) -> Frame:
        """One row for each segment it scores: `segment` and each provided column. A segment it leaves out is empty."""

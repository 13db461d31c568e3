"""Scorers: each gives columns to customers, or to segments."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

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

    Attributes:
        shown: Those of its columns that a run shows to people; where it is empty, all.
    """

    shown: ClassVar[Sequence[str]] = ()

    @abstractmethod
    def frame(self, tables: Tables) -> Frame:
        """One row for each segment it scores: `segment` and each provided column. A segment it leaves out is empty.

        The frame is small, and may be made in plain Python: `nw.from_native(pa.table(…)).lazy()`. It may have a further
        text column `dossier`: a JSON document about the segment, which is kept with the run and shown by `--json`, but
        does not stand beside customers. One that `Dossier.to_json` gives is shown to people as well, wherever the segment
        is: its criteria, who answered what and why, and the measures with their anchors.
        """

    def segments_of(self, tables: Tables) -> Frame:
        """`customer_id` and `segment` of each customer: the segment whose score stands beside it, or nothing."""
        return tables.steps[self.options["groups"]].select("customer_id", "segment")

    def remarks(self, scores: Sequence[Mapping[str, Any]]) -> Sequence[str]:
        """Sentences that a run prints below the table of segments.

        Args:
            scores: A row for each scored segment, in the order of the segmentation: `segment`, each provided column, and
                `dossier`, the JSON document about it; None where there is none.
        """
        return ()

"""Segmenters: each sorts every customer into exactly one of its declared labels."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from kartoteka.components.base import Component
from kartoteka.components.labels import Label
from kartoteka.model.frame import Frame
from kartoteka.model.tables import Tables
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that decided where a customer is, in words: a tier, a rule, a conjunct."""

    name: str
    met: bool | None
    because: str
    would_change: str | None = None


class Segmenter(Component):
    """The shared half of every segmenter. Subclass `RowSegmenter`, `TableSegmenter` or `BatchSegmenter`.

    It gives a column `segment` (text, one of the labels, never empty) and the columns it provides as evidence.

    A provided text column `name` that all members of a segment share is shown to people beside the segment's label.

    Attributes:
        on_request: Columns that cost something and are made only for the rows of a campaign or of `explain` that
            names them, by `message`.
        compares_customers: True where the segment of a customer follows from other customers as well, as quantiles do. A
            persona is then tried among the customers of a run, and not alone.
    """

    on_request: ClassVar[Mapping[str, ColumnType]] = {}
    compares_customers: ClassVar[bool] = False

    @abstractmethod
    def labels(self) -> Sequence[Label]:
        """Every segment it can give, best first. `blacklist` is added by the core."""

    def message(self, column: str, evidence: Mapping[str, Any]) -> str | None:
        """The value of an `on_request` column for one customer, from its `segment` and evidence, unprefixed.

        The language of the project is spoken while a campaign asks for it, and that of the screen while `explain` does.
        """
        raise LookupError(column)

    def warnings(self, tables: Tables, given: Frame) -> Iterable[str]:
        """Sentences that a run tells about the customers: what is missing in the data, and how often.

        Args:
            tables: What it was given.
            given: What it gave, also where that was taken from an earlier run: `customer_id`, `segment`, each provided column.
        """
        return ()

    def explain(self, tables: Tables, customer_id: str) -> Sequence[Check]:
        """Why the customer is where it is; empty where the evidence says it all.

        `tables` holds this customer alone, and `tables.customers` the columns that every step of the run gave it, this one's
        among them: what follows from other customers is not computed again.
        """
        return ()


class RowSegmenter(Segmenter):
    """Decides from the customer's own row: its fields and the columns of earlier steps."""

    @abstractmethod
    def columns(self) -> Mapping[str, nw.Expr]:
        """An expression over `Tables.customers` for `segment` and for each provided column."""


class TableSegmenter(Segmenter):
    """Decides from all tables."""

    @abstractmethod
    def frame(self, tables: Tables) -> Frame:
        """One row for each of `tables.customers`: `customer_id`, `segment`, and each provided column.

        Drive it from the customers: filtering orders and grouping by customer loses exactly the inactive ones.
        """


class BatchSegmenter(Segmenter):
    """Decides in plain Python or with a library, over batches of customers. Rebuilt wherever it runs, from its options."""

    @abstractmethod
    def batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """For a batch of `Tables.customers`, as many rows: `customer_id`, `segment`, and each provided column."""

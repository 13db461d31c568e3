"""The rows of a campaign, as exporters get them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import pyarrow as pa


class Rows(Protocol):
    """The rows of a campaign in their final order, with the chosen columns; may be read more than once."""

    @property
    def columns(self) -> Mapping[str, ColumnType]:
        """The columns in order, with their types. Text is text, money is decimal, a day is a day."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows; no batch where there are none."""

    def segments(self, step: str | None) -> Sequence[str]:
        """The labels of a segmentation, also those that nobody is in; `None` where the pipeline has only one."""

    def only(self, step: str | None, segment: str) -> Rows:
        """Those of one segment."""

"""What the pipeline asks of an engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import pyarrow as pa


class Engine(Protocol):
    """Runs lazy frames, and moves them in and out of files."""

    def scan(self, paths: Sequence[Path]) -> Frame:
        """The rows of Parquet files of one schema."""

    def from_arrow(self, table: pa.Table) -> Frame:
        """A small table made here."""

    def materialise(self, frame: Frame, name: str, types: Mapping[str, ColumnType] | None = None) -> Frame:
        """Compute a frame once, and keep it for the rest of the run; columns named in `types` are cast to them."""

    def count(self, frame: Frame) -> int:
        """How many rows a frame has."""

    def rows(self, frame: Frame) -> list[dict[str, Any]]:
        """The rows of a small frame."""

    def write_parquet(self, frame: Frame, path: Path, sort_by: Sequence[str]) -> int:
        """Write a frame, sorted, and give the number of rows. The same rows give the same bytes. Does not fsync."""

    def batches(self, frame: Frame) -> Iterator[pa.RecordBatch]:
        """The rows of a frame as they come, never all in memory."""

    def close(self) -> None:
        """Give back memory and temporary files."""

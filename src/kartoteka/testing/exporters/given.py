"""The rows that are handed to an exporter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kartoteka.components.split import labels_of
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class GivenRows:
    """`Rows` over a table in memory.

    Attributes:
        labels: The segments of each segmentation, whose column is called like it.
        batch_rows: How many rows come at once, at most.
    """

    columns: Mapping[str, ColumnType]
    table: pa.Table
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    batch_rows: int = 1_000

    @property
    def count(self) -> int:
        return int(self.table.num_rows)

    def batches(self) -> Iterator[pa.RecordBatch]:
        if self.count:
            yield from self.table.select(list(self.columns)).to_batches(self.batch_rows)

    def segments(self, step: str | None) -> Sequence[str]:
        return labels_of(self.labels, step)

    def only(self, step: str | None, segment: str) -> GivenRows:
        import pyarrow.compute as pc

        return replace(self, table=self.table.filter(pc.equal(self.table[step or next(iter(self.labels))], segment)))

    def cells(self) -> list[list[Any]]:
        """The rows as lists of cells."""
        return [list(row.values()) for row in self.table.select(list(self.columns)).to_pylist()]


def given(columns: Mapping[str, ColumnType], rows: Sequence[Mapping[str, Any]]) -> GivenRows:
    """Rows of these columns; a cell that a row does not name is empty."""
    import pyarrow as pa

    cells = {name: pa.array([row.get(name) for row in rows], kind.to_arrow()) for name, kind in columns.items()}
    return GivenRows(columns, pa.table(cells))

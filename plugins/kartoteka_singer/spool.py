"""The rows of one reading on the disk, until the tap has ended well: only then is it known what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka import InputError
from kartoteka import gettext as _
from kartoteka_singer.messages import Record
from kartoteka_singer.schema import Column, united
from kartoteka_singer.values import Cells, Unfit, arrow_schema, json_text, plain_number

if TYPE_CHECKING:
    import pyarrow as pa

_CHUNK_ROWS = 10_000
DELETED_AT = "_sdc_deleted_at"
"""A record in which this is filled says that the row is gone."""


@dataclass
class _Segment:
    """Rows of one schema and one version, in the order in which they came; `first` is the number of the first one."""

    file: Path
    columns: tuple[Column, ...]
    version: int | None
    first: int
    writer: Any = None


@dataclass
class Spool:
    """Takes the records of a stream, and gives them as batches of one schema.

    Attributes:
        folder: Where they are kept; it is empty at first.
        tap: For messages.
        key: The columns that name a row.
        columns: All that the records have had so far; None before the first schema.
        cells: What could not be kept to the last digit.
        rows: How many have come.
        deleted: The keys of rows that are gone, with the number of rows that had come by then.
        now: The columns that the records have now.
    """

    folder: Path
    tap: str
    key: Sequence[str]
    columns: tuple[Column, ...] | None = None
    cells: Cells = field(default_factory=Cells)
    rows: int = 0
    deleted: dict[tuple[Any, ...], int] = field(default_factory=dict)
    now: tuple[Column, ...] = ()
    _segments: list[_Segment] = field(default_factory=list)
    _waiting: list[list[Any]] = field(default_factory=list)
    _made: int = 0

    def schema(self, columns: tuple[Column, ...]) -> None:
        """From here on the records have these columns."""
        self.now = columns
        self.columns = columns if self.columns is None else united(self.columns, columns)

    def add(self, message: Record) -> None:
        """Keep a record.

        Raises:
            InputError: A value is not what the schema says.
        """
        cells: list[Any] = []
        for column in self.now:
            try:
                cells.append(self.cells.cell(message.record, column))
            except Unfit as error:
                raise InputError(
                    _(
                        "line {line} of {tap}: {column} {error}",
                        line=message.line,
                        tap=self.tap,
                        column=column.name,
                        error=error,
                    ),
                    hint=_("Leave it out by `select`, or take it as it comes: as_text: [{column}]", column=column.name),
                ) from error
        if message.record.get(DELETED_AT) is not None:
            self._delete(cells)
            return
        segment = self._segments[-1] if self._segments else None
        if segment is None or segment.columns != self.now or segment.version != message.version:
            self._flush()
            self._made += 1
            self._segments.append(_Segment(self.folder / f"{self._made}.arrow", self.now, message.version, self.rows))
        self._waiting.append(cells)
        self.rows += 1
        if len(self._waiting) >= _CHUNK_ROWS:
            self._flush()

    def activate(self, version: int) -> None:
        """The rows that came so far with another version are gone."""
        self._flush()
        for segment in self._segments:
            if segment.version != version:
                segment.writer.close()
                segment.file.unlink()
        self._segments = [segment for segment in self._segments if segment.version == version]

    def close(self) -> None:
        """Nothing more will come."""
        self._flush()
        for segment in self._segments:
            segment.writer.close()

    @property
    def version(self) -> int | None:
        """The version of the last rows."""
        return self._segments[-1].version if self._segments else None

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows, in the order in which they came, without those that were deleted later. At least one batch."""
        import pyarrow as pa

        assert self.columns is not None
        schema = arrow_schema(self.columns)
        yield pa.record_batch([pa.array([], kind) for kind in schema.types], schema=schema)
        deleted = self._deleted_keys(schema)
        for segment in self._segments:
            number = segment.first
            with pa.OSFile(str(segment.file)) as file, pa.ipc.open_stream(file) as reader:
                for batch in reader:
                    yield self._without_deleted(_fitted(batch, schema), number, deleted)
                    number += batch.num_rows

    def deleted_keys(self) -> Iterator[pa.RecordBatch]:
        """The keys of the rows that were deleted."""
        import pyarrow as pa

        if self.deleted and self.columns is not None:
            schema = arrow_schema(self.columns)
            keys = zip(*self._deleted_keys(schema), strict=True)
            yield pa.record_batch(
                {name: pa.array(cells, schema.field(name).type) for name, cells in zip(self.key, keys, strict=True)}
            )

    def _delete(self, cells: list[Any]) -> None:
        places = {column.name: at for at, column in enumerate(self.now)}
        if self.key and all(name in places for name in self.key):
            self.deleted[tuple(cells[places[name]] for name in self.key)] = self.rows

    def _deleted_keys(self, schema: pa.Schema) -> dict[tuple[Any, ...], int]:
        """The keys of deleted rows as they are in the batches, and how many rows had come when each was deleted."""
        kinds = [schema.field(name).type for name in self.key] if self.deleted else []
        return {
            tuple(_as(cell, kind) for cell, kind in zip(key, kinds, strict=True)): count for key, count in self.deleted.items()
        }

    def _without_deleted(self, batch: pa.RecordBatch, number: int, deleted: Mapping[tuple[Any, ...], int]) -> pa.RecordBatch:
        import pyarrow as pa

        if not deleted:
            return batch
        keys = zip(*(batch.column(name).to_pylist() for name in self.key), strict=True)
        stays = [deleted.get(key, 0) <= number + at for at, key in enumerate(keys)]
        return batch.filter(pa.array(stays, pa.bool_()))

    def _flush(self) -> None:
        if not self._waiting:
            return
        import pyarrow as pa

        segment = self._segments[-1]
        schema = arrow_schema(segment.columns)
        if segment.writer is None:
            options = pa.ipc.IpcWriteOptions(compression="lz4")
            segment.writer = pa.ipc.new_stream(str(segment.file), schema, options=options)
        arrays = [pa.array(cells, kind) for cells, kind in zip(zip(*self._waiting, strict=True), schema.types, strict=True)]
        segment.writer.write_batch(pa.record_batch(arrays, schema=schema))
        self._waiting.clear()


def _fitted(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """A batch in the columns of all; what a column did not have then is empty."""
    import pyarrow as pa

    if batch.schema.equals(schema):
        return batch
    arrays = []
    for column in schema:
        at = batch.schema.get_field_index(column.name)
        if at < 0:
            arrays.append(pa.nulls(batch.num_rows, column.type))
        elif batch.schema.types[at].equals(column.type):
            arrays.append(batch.column(at))
        else:
            arrays.append(pa.array([_as(cell, column.type) for cell in batch.column(at).to_pylist()], column.type))
    return pa.record_batch(arrays, schema=schema)


def _as(cell: Any, kind: pa.DataType) -> Any:
    """A cell of a narrower kind as one of this."""
    import pyarrow as pa

    if not pa.types.is_string(kind) or cell is None or isinstance(cell, str):
        return cell
    return plain_number(cell) if isinstance(cell, Decimal) else json_text(cell)

"""JSON Lines: an object on each line, as APIs and databases export them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from marshmallow import fields, validate

from kartoteka import ROW_LINE, ROW_PROBLEM, ROW_RAW, BatchFile, FileSource, InputError, OptionsSchema, find_files
from kartoteka_jsonl.lines import Line, lines_of
from kartoteka_jsonl.values import Column

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH_ROWS = 10_000


class JsonLinesOptions(OptionsSchema):
    path = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={
            "description": "The file, relative to the project, plain or packed (`.gz`, `.zst`); a pattern such as "
            "`orders-*.jsonl` takes all that fit, by name."
        },
    )


class JsonLinesSource(FileSource):
    """Reads JSON Lines. What is nested has a column for each part (`address.city`); a list stays JSON in one cell.

    A line that is no object is rejected with its number.
    """

    Options = JsonLinesOptions

    def paths(self) -> Sequence[Path]:
        return find_files(str(self.options["path"]), self.context.project, "*.jsonl")

    def describe(self, path: Path) -> BatchFile:
        columns = _columns(path)
        if not columns:
            hint = "Each line should hold an object: {…}. A whole JSON document is none; export it as JSON Lines."
            raise InputError(f"{path.name} has no line with an object in it", hint=hint)
        return BatchFile(path, tuple(columns), "JSON Lines")

    def batches(self, file: BatchFile) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        columns = _columns(file.path)
        lines = lines_of(file.path)
        names = [*columns, ROW_LINE, ROW_RAW, ROW_PROBLEM]
        while True:
            batch = list(islice(lines, _BATCH_ROWS))
            cells = [column.array([line.values.get(name) for line in batch]) for name, column in columns.items()]
            told = [
                pa.array([line.number for line in batch], pa.int64()),
                pa.array([line.text if line.problem else None for line in batch], pa.string()),
                pa.array([line.problem for line in batch], pa.string()),
            ]
            yield pa.record_batch([*cells, *told], names=names)
            if len(batch) < _BATCH_ROWS:
                return


def _columns(path: Path) -> dict[str, Column]:
    """Every column that any line has, in the order of their first appearance, and what its values have in common."""
    columns: dict[str, Column] = {}
    for line in _sound(lines_of(path)):
        for name, value in line.values.items():
            columns.setdefault(name, Column()).see(value)
    return columns


def _sound(lines: Iterator[Line]) -> Iterator[Line]:
    return (line for line in lines if line.problem is None)

"""JSON Lines: an object on each line, as APIs and databases export them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from marshmallow import fields, validate

from kartoteka import ROW_LINE, ROW_PROBLEM, ROW_RAW, BatchFile, FileSource, InputError, OptionsSchema, find_files
from kartoteka import gettext as _
from kartoteka_jsonl.lines import lines_of
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

    A line that is no object is rejected with its number. NaN and Infinity are no values, as `null` is none.
    """

    Options = JsonLinesOptions

    _looked_at: tuple[object, Mapping[str, Column]] | None = None

    def paths(self) -> Sequence[Path]:
        return find_files(str(self.options["path"]), self.context.project, "*.jsonl")

    def describe(self, path: Path) -> BatchFile:
        columns = self._columns(path)
        if not columns:
            broken = next(lines_of(path), None)
            hint = _(
                "Each line should hold an object, {…}, in UTF-8. A whole JSON document is something else; export"
                " it as JSON Lines."
            )
            message = _("{file} has no line with an object in it", file=path.name)
            if broken and broken.problem:
                message = _(
                    "{file} has no line with an object in it; line {line} {problem}",
                    file=path.name,
                    line=broken.number,
                    problem=broken.problem,
                )
            raise InputError(message, hint=hint)
        if taken := columns.keys() & {ROW_LINE, ROW_RAW, ROW_PROBLEM}:
            hint = _("The program needs this name for itself. Export the file with another one.")
            raise InputError(_("{file} has the key {key!r}", file=path.name, key=taken.pop()), hint=hint)
        return BatchFile(path, tuple(columns), "JSON Lines")

    def batches(self, file: BatchFile) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        columns = self._columns(file.path)
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

    def _columns(self, path: Path) -> Mapping[str, Column]:
        """Looked for once for each state of a file: it takes reading all of it."""
        state = path.stat()
        key = (path, state.st_size, state.st_mtime_ns)
        if self._looked_at is None or self._looked_at[0] != key:
            self._looked_at = (key, _columns(path))
        return self._looked_at[1]


def _columns(path: Path) -> dict[str, Column]:
    """Every column that any line has, in the order of their first appearance, and what its values have in common.

    What is an object in some lines and null or empty in others has no column beside those of its parts.
    """
    columns: dict[str, Column] = {}
    for line in lines_of(path):
        for name, value in line.values.items():
            columns.setdefault(name, Column()).see(value)
    parents = {name[:at] for name in columns for at, letter in enumerate(name) if letter == "."}
    return {name: column for name, column in columns.items() if name not in parents or column.kinds}

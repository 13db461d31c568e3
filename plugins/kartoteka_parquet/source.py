"""Parquet files as they are: their types need no reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from marshmallow import fields, validate

from kartoteka import BatchFile, FileSource, InputError, OptionsSchema, ParquetFile, find_files
from kartoteka import gettext as _
from kartoteka_parquet.unfolded import batches_of, is_plain, names_of

if TYPE_CHECKING:
    import pyarrow as pa


class ParquetOptions(OptionsSchema):
    path = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={
            "description": "The file, relative to the project; a pattern such as `orders-*.parquet` takes all that fit, "
            "by name."
        },
    )


class ParquetSource(FileSource):
    """Reads Parquet files with the types that they have.

    What is nested has a column for each part (`address.city`); a list is JSON in one cell.
    """

    Options = ParquetOptions

    def paths(self) -> Sequence[Path]:
        return find_files(str(self.options["path"]), self.context.project, "*.parquet")

    def describe(self, path: Path) -> ParquetFile | BatchFile:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            schema = pq.read_schema(path)
        except (pa.ArrowInvalid, OSError) as error:
            raise InputError(
                _("{file} cannot be read as Parquet: {error}", file=path.name, error=str(error).splitlines()[0]),
                hint=_("Write it again, or copy it again."),
            ) from error
        if is_plain(schema):
            return ParquetFile(path, tuple(schema.names))
        return BatchFile(path, names_of(schema), "Parquet")

    def batches(self, file: BatchFile) -> Iterator[pa.RecordBatch]:
        return batches_of(file.path)

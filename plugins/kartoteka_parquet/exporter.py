"""Campaign lists as Parquet."""

from __future__ import annotations

from pathlib import Path

from marshmallow import fields, validate

from kartoteka import FileExporter, Rows

_GROUP_ROWS = 131_072


class ParquetExporterOptions(FileExporter.Options):
    compression = fields.String(
        load_default="zstd",
        validate=validate.OneOf(["zstd", "snappy", "gzip", "none"]),
        metadata={"description": "How the columns are packed: `zstd`, `snappy`, `gzip` or `none`."},
    )


class ParquetExporter(FileExporter):
    """A Parquet file: text, 64-bit integers, doubles, decimal(18, 4), booleans, days, and moments in UTC."""

    Options = ParquetExporterOptions

    def write(self, rows: Rows, file: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = pa.schema([(name, kind.to_arrow()) for name, kind in rows.columns.items()])
        # Row groups of one size, however the rows arrive, so that the same rows give the same bytes.
        with pq.ParquetWriter(file, schema, compression=self.options["compression"]) as writer:
            for chunk in self.chunks(rows, _GROUP_ROWS):
                writer.write_batch(chunk)

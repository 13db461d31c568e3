"""The exporter `parquet` meets what every exporter has to."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from kartoteka.testing import FileExporterChecks, ReadBack


class TestParquetExporter(FileExporterChecks):
    plugin = "kartoteka_parquet.plugin"
    use = "parquet"
    suffix = ".parquet"
    opened_in_a_spreadsheet = False

    def read_file(self, file: Path) -> ReadBack:
        frame = pl.read_parquet(file, use_pyarrow=False)
        return ReadBack(frame.columns, frame.rows())

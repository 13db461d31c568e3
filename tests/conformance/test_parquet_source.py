"""The source `parquet` meets what every source has to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import pyarrow as pa

from kartoteka.testing import SourceChecks


class TestParquetSource(SourceChecks):
    plugin = "kartoteka_parquet.plugin"
    use = "parquet"

    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        pl.DataFrame(rows).write_parquet(self.folder / f"{table}.parquet", row_group_size=1_000)
        return {"path": f"{table}.parquet"}

    def missing(self) -> Mapping[str, Any]:
        return {"path": "nowhere.parquet"}

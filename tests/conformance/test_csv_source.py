"""The source `csv` meets what every source has to."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa

from kartoteka.testing import SourceChecks


class TestCsvSource(SourceChecks):
    plugin = "kartoteka_csv.plugin"
    use = "csv"
    exceptions = {}

    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        with (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(rows.column_names)
            writer.writerows([_text(cell) for cell in row.values()] for row in rows.to_pylist())
        return {"path": f"{table}.csv"}

    def missing(self) -> Mapping[str, Any]:
        return {"path": "nowhere.csv"}


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.isoformat()
        case float():
            return f"{cell:f}"
        case bool():
            return "yes" if cell else "no"
        case _:
            return str(cell)

"""The source `jsonl` meets what every source has to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from kartoteka.testing import SourceChecks


class TestJsonlSource(SourceChecks):
    plugin = "kartoteka_jsonl.plugin"
    use = "jsonl"
    exceptions = {
        "empty_system": "the names of the columns stand in the rows of JSON Lines; a file without rows is refused and told",
    }

    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        with (self.folder / f"{table}.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(f"{json.dumps(row, ensure_ascii=False, default=_text)}\n" for row in rows.to_pylist())
        return {"path": f"{table}.jsonl"}

    def missing(self) -> Mapping[str, Any]:
        return {"path": "nowhere.jsonl"}


def _text(cell: object) -> object:
    """Amounts are texts, as APIs write them that lose no digit."""
    match cell:
        case Decimal():
            return str(cell)
        case datetime():
            return cell.isoformat()
        case _:
            return str(cell)

"""The source `singer` meets what every source has to, with a tap over a log of changes."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from kartoteka.testing import SourceChecks

TAP = Path(__file__).parents[1] / "singer" / "taps" / "tap_log.py"


class TestSingerSource(SourceChecks):
    plugin = "kartoteka_singer.plugin"
    use = "singer"
    secrets = ("s3cr3t-p4ss",)

    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        properties = {field.name: _property(field.type) for field in rows.schema}
        deleted = {"_sdc_deleted_at": {"type": ["null", "string"]}}
        key = ["customer_id"] if table == "customers" else ["order_id"]
        schema = {"type": "object", "properties": {**properties, **deleted}}
        self._write(table, {"schema": schema, "key": key, "log": [_json(row) for row in rows.to_pylist()]})
        config = {"file": f"{table}.json", "password": "s3cr3t-p4ss"}
        return {"tap": [sys.executable, str(TAP)], "config": config, "stream": "table"}

    def missing(self) -> Mapping[str, Any]:
        config = {"file": "nowhere.json", "password": "s3cr3t-p4ss"}
        return {"tap": [sys.executable, str(TAP)], "config": config, "stream": "table"}

    def change(self, table: str, changed: pa.Table, deleted: Sequence[str]) -> None:
        told = json.loads((self.folder / f"{table}.json").read_text(encoding="utf-8"))
        told["log"] += [_json(row) for row in changed.to_pylist()]
        told["log"] += [_json({"customer_id": key, "_sdc_deleted_at": "2026-11-30T00:00:00Z"}) for key in deleted]
        self._write(table, told)

    def repeat_page(self) -> bool:
        for file in self.folder.glob("*.json"):
            file.with_suffix(".twice").touch()
        return True

    def _write(self, table: str, told: Mapping[str, Any]) -> None:
        (self.folder / f"{table}.json").write_text(json.dumps(told), encoding="utf-8")


def _property(kind: pa.DataType) -> Mapping[str, Any]:
    if pa.types.is_integer(kind):
        shape = "integer"
    elif pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        shape = "number"
    else:
        shape = "boolean" if pa.types.is_boolean(kind) else "string"
    return {"type": ["null", shape]}


def _json(row: Mapping[str, Any]) -> str:
    """A row as JSON, its decimals with all their digits."""
    cells = (f"{json.dumps(name)}: {_cell(value)}" for name, value in row.items())
    return "{" + ", ".join(cells) + "}"


def _cell(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value.isoformat() if isinstance(value, datetime) else value, default=str)

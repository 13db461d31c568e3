"""The exporter `singer` meets what every exporter has to, with a target that keeps rows by key."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kartoteka.testing import ExporterChecks, ReadBack

TARGET = Path(__file__).parents[1] / "singer" / "taps" / "target_table.py"


class TestSingerExporter(ExporterChecks):
    plugin = "kartoteka_singer.plugin"
    use = "singer"
    opened_in_a_spreadsheet = False
    secrets = ("s3cr3t-p4ss",)

    def options(self) -> Mapping[str, Any]:
        config = {"file": "table.json", "password": "s3cr3t-p4ss"}
        return {"target": [sys.executable, str(TARGET)], "config": config, "key": []}

    def read_back(self) -> ReadBack:
        told = json.loads((self.folder / "table.json").read_text(encoding="utf-8"))
        return ReadBack(told["columns"], [list(row) for row in told["rows"]])

    def unreachable(self) -> Mapping[str, Any]:
        return {**self.options(), "config": {"file": "nowhere/table.json", "password": "s3cr3t-p4ss"}}

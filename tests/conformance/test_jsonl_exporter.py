"""The exporter `jsonl` meets what every exporter has to."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from kartoteka.testing import FileExporterChecks, ReadBack


class TestJsonlExporter(FileExporterChecks):
    plugin = "kartoteka_jsonl.plugin"
    use = "jsonl"
    suffix = ".jsonl"
    opened_in_a_spreadsheet = False
    exceptions = {
        "no_rows/columns": "the names of the columns stand in the rows of JSON Lines, and nowhere where there are none",
    }

    def read_file(self, file: Path) -> ReadBack:
        with file.open(encoding="utf-8", newline="\n") as stream:
            rows = [json.loads(line, parse_float=Decimal) for line in stream]
        return ReadBack(list(rows[0]) if rows else [], [list(row.values()) for row in rows])

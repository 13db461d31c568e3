"""A source of files that meets every check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from marshmallow import fields

from kartoteka import FileSource, InputError, OptionsSchema, ParquetFile
from kartoteka.testing import SourceChecks


class Files(FileSource):
    class Options(OptionsSchema):
        folder = fields.String(required=True, metadata={"description": "The folder of the files."})

    def paths(self) -> Sequence[Path]:
        found = sorted((self.context.project / self.options["folder"]).glob("*.parquet"))
        if not found:
            raise InputError(f"no files in {self.options['folder']}", hint="Name another `folder`.")
        return found

    def describe(self, path: Path) -> ParquetFile:
        return ParquetFile(path, tuple(pq.read_schema(path).names))


class FilesChecks(SourceChecks):
    plugin = "support.conformance.plugin"
    use = "files"

    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        folder = self.folder / table
        folder.mkdir()
        half = rows.num_rows // 2
        pq.write_table(rows.slice(0, half), folder / "a.parquet")
        pq.write_table(rows.slice(half), folder / "b.parquet")
        return {"folder": table}

    def missing(self) -> Mapping[str, Any]:
        return {"folder": "nowhere"}

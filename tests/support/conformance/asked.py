"""A source of batches that meets every check."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
from marshmallow import fields

from kartoteka import BatchSource, InputError, OptionsSchema
from kartoteka.testing import SourceChecks
from support.conformance.system import System


class AskedOptions(OptionsSchema):
    system = fields.String(required=True, metadata={"description": "The folder of the system."})
    token = fields.String(load_default="", metadata={"description": "What opens it."})


class Asked(BatchSource):
    Options = AskedOptions

    @property
    def system(self) -> System:
        return System(self.context.project / self.options["system"], self.context.step).opened()

    def version(self) -> str | None:
        return hashlib.sha256(self.system.file.read_bytes()).hexdigest()

    def columns(self) -> Sequence[str]:
        return self.system.rows().column_names

    def batches(self) -> Iterator[pa.RecordBatch]:
        seen: set[str] = set()
        system = self.system
        for page in system.pages(system.rows()):
            keys = page.column(system.key).to_pylist()
            if seen & set(keys):
                raise InputError("a page came twice", hint="Run again when nobody is writing.")
            seen |= set(keys)
            yield page


class AskedChecks(SourceChecks):
    plugin = "support.conformance.plugin"
    use = "asked"
    secrets = ("t0k3n",)
    table = "customers"

    @property
    def system(self) -> System:
        return System(self.folder / "system", self.table)

    def fill(self, table: str, rows: pa.Table) -> Mapping[str, Any]:
        self.table = table
        self.system.fill(rows)
        return {"system": "system", "token": "t0k3n"}

    def change(self, table: str, changed: pa.Table, deleted: Sequence[str]) -> None:
        System(self.folder / "system", table).change(changed, deleted)

    def repeat_page(self) -> bool:
        self.system.again.touch()
        return True

    def missing(self) -> Mapping[str, Any]:
        return {"system": "nowhere", "token": "t0k3n"}

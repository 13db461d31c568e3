"""A system in a folder: its rows by key, and a log of what happened to them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kartoteka import InputError

KEYS = {"customers": "customer_id", "orders": "order_id"}


class System:
    def __init__(self, folder: Path, table: str) -> None:
        self.file, self.log, self.again = folder / f"{table}.parquet", folder / f"{table}.json", folder / "again"
        self.key = KEYS[table]

    def opened(self) -> System:
        """The system, if it is there."""
        if not self.file.is_file():
            raise InputError(f"there is no system {self.file.parent.name!r}", hint="Say in `system` which one it is.")
        return self

    def fill(self, rows: pa.Table) -> None:
        self.file.parent.mkdir(exist_ok=True)
        pq.write_table(rows, self.file)
        self._happened(rows.column(self.key).to_pylist())

    def change(self, changed: pa.Table, deleted: Sequence[str]) -> None:
        touched = [*changed.column(self.key).to_pylist(), *deleted]
        others = [row for row in self.rows().to_pylist() if row[self.key] not in touched]
        rows = sorted([*others, *changed.to_pylist()], key=lambda row: str(row[self.key]))
        pq.write_table(pa.Table.from_pylist(rows, changed.schema), self.file)
        self._happened(touched)

    def rows(self) -> pa.Table:
        return pq.read_table(self.file)

    def happened(self) -> list[str]:
        """The keys of what was written, changed or deleted, in order."""
        found: list[str] = json.loads(self.log.read_text()) if self.log.exists() else []
        return found

    def pages(self, rows: pa.Table) -> Sequence[pa.RecordBatch]:
        """The rows in pages; the last one comes again where that was asked for."""
        pages = rows.to_batches(max_chunksize=20) if rows.num_rows else [pa.RecordBatch.from_pylist([], rows.schema)]
        if self.again.exists():
            self.again.unlink()
            pages.append(pages[-1])
        return pages

    def _happened(self, keys: Sequence[str]) -> None:
        self.log.write_text(json.dumps([*self.happened(), *keys]))

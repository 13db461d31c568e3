"""Rows out of a small table, and exporters put to work on them without a pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kartoteka import ColumnType, Context, Exporter, Rows, Staged, Staging, Text
from kartoteka.components.split import labels_of


@dataclass(frozen=True)
class TableRows:
    """`Rows` over a table in memory, handed out `batch_rows` at a time."""

    columns: Mapping[str, ColumnType]
    table: pa.Table
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    batch_rows: int = 1000

    @property
    def count(self) -> int:
        return int(self.table.num_rows)

    def batches(self) -> Iterator[pa.RecordBatch]:
        yield from self.table.select(list(self.columns)).to_batches(self.batch_rows)

    def segments(self, step: str | None) -> Sequence[str]:
        return labels_of(self.labels, step)

    def only(self, step: str | None, segment: str) -> Rows:
        column = step or next(iter(self.labels))
        return replace(self, table=self.table.filter(pc.equal(self.table[column], segment)))


def rows_of(columns: Mapping[str, tuple[ColumnType, Sequence[Any]]], **more: Any) -> TableRows:
    """Rows of named columns, each its type and its cells."""
    cells = {name: pa.array(values, kind.to_arrow()) for name, (kind, values) in columns.items()}
    return TableRows({name: kind for name, (kind, _) in columns.items()}, pa.table(cells), **more)


def texts(*values: str | None, name: str = "name") -> TableRows:
    """One column of text."""
    return rows_of({name: (Text, values)})


def exporter(kind: type[Exporter], folder: Path, *, locale: str = "en", campaign: str = "spring", **options: Any) -> Exporter:
    """An exporter with checked options, at work in `folder`."""
    context = Context("shop", campaign, date(2026, 11, 30), "PLN", locale, "Europe/Warsaw", folder)
    return kind(kind.Options().load(options), context)


@dataclass
class Desk:
    """A staging folder that writes down what was announced, and whether it was there by then."""

    folder: Path
    key: str = "run-1/spring/0"
    announced: list[Path] = field(default_factory=list)

    @property
    def staging(self) -> Staging:
        self.folder.mkdir(parents=True, exist_ok=True)
        return Staging(self.folder, self.key, self._announce)

    def _announce(self, path: Path) -> None:
        assert not path.exists()
        self.announced.append(path)

    def deliver(self, one: Exporter, rows: Rows) -> Sequence[Staged]:
        """Both halves."""
        prepared = one.prepare(rows, self.staging)
        for staged in prepared:
            one.deliver(staged, self.key)
        return prepared


def written(kind: type[Exporter], folder: Path, rows: Rows, **options: Any) -> bytes:
    """The bytes that a file exporter delivers."""
    Desk(folder / ".state").deliver(exporter(kind, folder, path="out/list", **options), rows)
    return (folder / "out/list").read_bytes()

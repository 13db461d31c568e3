"""Land a source without a whole project around it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from kartoteka.components.base import Context
from kartoteka.components.source import Source
from kartoteka.config.places import KeyPath, Places
from kartoteka.config.project import LookupConfig, MaxRejects, Pipeline, Project, Reading, SourceConfig
from kartoteka.config.schema.lookup import LookupSchema
from kartoteka.pipeline.land import LandedTable, land_table
from kartoteka_csv.source import CsvSource

AS_OF = date(2026, 11, 30)
ALL_REJECTS = MaxRejects(Decimal(1), 1_000_000)


@dataclass
class Engine:
    connection: duckdb.DuckDBPyConnection


@contextmanager
def engine() -> Iterator[Engine]:
    """A DuckDB in memory, with the settings that the real one has."""
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield Engine(connection)


@dataclass
class Landing:
    """A project folder and the settings that landing asks for."""

    folder: Path
    timezone: str = "Europe/Warsaw"
    currency: str = "PLN"
    locale: str = "en"
    rates: Mapping[str, Decimal] = field(default_factory=dict)

    def write(self, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    @property
    def project(self) -> Project:
        file = self.folder / "kartoteka.yaml"
        return Project(file, self.locale, self.timezone, self.currency, {}, Places(str(file)))  # type: ignore[arg-type]  # a locale is any text here

    @property
    def pipeline(self) -> Pipeline:
        return Pipeline("shop", {}, None, {}, {}, {}, self.currency, dict(self.rates), ("pipelines", "shop"))

    def context(self, table: str) -> Context:
        return Context("shop", table, AS_OF, self.currency, self.locale, self.timezone, self.folder)

    def csv(self, table: str, options: Mapping[str, Any]) -> CsvSource:
        return CsvSource(CsvSource.Options().load(dict(options)), self.context(table))

    def land(
        self,
        table: str,
        path: str,
        *,
        columns: Mapping[str, str | int] | None = None,
        max_rejects: MaxRejects = ALL_REJECTS,
        source: Source | None = None,
        reading: Mapping[str, Any] | None = None,
        lookup: Mapping[str, Any] | Sequence[Mapping[str, Any]] = (),
        readers: Sequence[Source] = (),
        **options: Any,
    ) -> LandedTable:
        options = {"path": path, **options}
        key = ("pipelines", "shop", "sources", table)
        read = Reading(columns=columns, max_rejects=max_rejects, **(reading or {}))
        lookups = [
            lookup_config(one, key, number) for number, one in enumerate([lookup] if isinstance(lookup, Mapping) else lookup)
        ]
        readers = readers or [self.csv(table, one.options) for one in lookups]
        config = SourceConfig(table, "csv", options, read, key, lookups)  # type: ignore[arg-type]  # a table's name is any text here
        with engine() as running:
            return land_table(
                config,
                source or self.csv(table, options),
                pipeline=self.pipeline,
                project=self.project,
                engine=running,
                lookups=readers,
            )


def lookup_config(written: Mapping[str, Any], source: KeyPath, number: int) -> LookupConfig:
    """An entry of the list `lookup`, as the project file would give it."""
    values = LookupSchema().load(written)
    options = {name: value for name, value in values.items() if name not in LookupSchema.own_keys()}
    reading = Reading(**{name: values[name] for name in ("decimal", "date_order", "date_format") if name in values})
    return LookupConfig(values["use"], options, values["key"], values["take"], reading, (*source, "lookup", number))


def rows_of(landed: LandedTable) -> list[dict[str, Any]]:
    """The landed rows in order."""
    with engine() as running:
        found = running.connection.execute("SELECT * FROM read_parquet(?)", [[str(path) for path in landed.paths]])
        names = [described[0] for described in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def rejects_of(landed: LandedTable) -> list[dict[str, str]]:
    """The rejects file's rows."""
    return _read(landed.rejects_file)


def emptied_of(landed: LandedTable) -> list[dict[str, str]]:
    """The cells that were left empty."""
    return _read(landed.emptied_file)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))

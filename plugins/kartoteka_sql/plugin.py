"""Registration of the source and the exporter `sql`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, SourceSpec, hookimpl


@hookimpl
def kartoteka_sources() -> Iterable[SourceSpec]:
    yield SourceSpec("sql", "kartoteka_sql.source:SqlSource", "A table or query of a database, whole or what has changed.")


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec(
        "sql", "kartoteka_sql.exporter:SqlExporter", "The whole content of a table in any database that SQLAlchemy speaks to."
    )

"""Registration of the exporter `sql`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, hookimpl


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec(
        "sql", "kartoteka_sql.exporter:SqlExporter", "The whole content of a table in any database that SQLAlchemy speaks to."
    )

"""Registration of the exporter `parquet`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, hookimpl


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec("parquet", "kartoteka_parquet.exporter:ParquetExporter", "Parquet, with the types of the columns.")

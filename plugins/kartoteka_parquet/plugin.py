"""Registration of the source and the exporter `parquet`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, SourceSpec, hookimpl


@hookimpl
def kartoteka_sources() -> Iterable[SourceSpec]:
    yield SourceSpec("parquet", "kartoteka_parquet.source:ParquetSource", "Parquet files with their types.")


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec("parquet", "kartoteka_parquet.exporter:ParquetExporter", "Parquet, with the types of the columns.")

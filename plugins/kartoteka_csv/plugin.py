"""Registration of the source and the exporter `csv`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, SourceSpec, hookimpl


@hookimpl
def kartoteka_sources() -> Iterable[SourceSpec]:
    yield SourceSpec("csv", "kartoteka_csv.source:CsvSource", "Delimited text files in any encoding, also packed.")


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec("csv", "kartoteka_csv.exporter:CsvExporter", "Lists as delimited text, as Excel opens them.")

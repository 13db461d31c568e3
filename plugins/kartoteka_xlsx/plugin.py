"""Registration of the exporter `xlsx`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, hookimpl


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec("xlsx", "kartoteka_xlsx.exporter:XlsxExporter", "An Excel workbook with real dates and numbers.")

"""Registration of the source and the exporter `tryton`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, SourceSpec, hookimpl


@hookimpl
def kartoteka_sources() -> Iterable[SourceSpec]:
    yield SourceSpec("tryton", "kartoteka_tryton.source:TrytonSource", "Parties, contacts and sales of a Tryton server.")


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec(
        "tryton",
        "kartoteka_tryton.exporter:TrytonExporter",
        "Segments, discounts, payment days and lists, written back to a Tryton server.",
    )

"""Registration of the source and the exporter `singer`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, SourceSpec, hookimpl


@hookimpl
def kartoteka_sources() -> Iterable[SourceSpec]:
    yield SourceSpec("singer", "kartoteka_singer.source:SingerSource", "A stream of any Singer tap, a program of its own.")


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec("singer", "kartoteka_singer.exporter:SingerExporter", "Any Singer target, a program of its own.")

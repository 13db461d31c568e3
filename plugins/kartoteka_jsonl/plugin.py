"""Registration of the source and the exporter `jsonl`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, SourceSpec, hookimpl


@hookimpl
def kartoteka_sources() -> Iterable[SourceSpec]:
    yield SourceSpec("jsonl", "kartoteka_jsonl.source:JsonLinesSource", "JSON Lines, plain or packed.")


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec(
        "jsonl", "kartoteka_jsonl.exporter:JsonlExporter", "JSON Lines: one object for each row, with exact amounts."
    )

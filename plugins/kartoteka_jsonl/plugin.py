"""Registration of the exporter `jsonl`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, hookimpl


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec(
        "jsonl", "kartoteka_jsonl.exporter:JsonlExporter", "JSON Lines: one object for each row, with exact amounts."
    )

"""Registers what the checks of the kit are tried on."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, SourceSpec, hookimpl


@hookimpl
def kartoteka_sources() -> Iterable[SourceSpec]:
    yield SourceSpec("files", "support.conformance.files:Files", "Parquet files in a folder.")
    yield SourceSpec("asked", "support.conformance.asked:Asked", "A system that is asked for everything.")
    yield SourceSpec("told", "support.conformance.told:Told", "A system that tells what has changed.")


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec("shelf", "support.conformance.shelf:Shelf", "Lists on a shelf.")

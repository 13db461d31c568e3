"""Registers the same, and imports what that does not need."""

import pyarrow as pa

from support.conformance.plugin import kartoteka_exporters, kartoteka_sources

__all__ = ["kartoteka_exporters", "kartoteka_sources", "pa"]

"""The conformance kit: checks that every source and every exporter has to meet, for those who write one.

Subclass `SourceChecks`, `ExporterChecks` or `FileExporterChecks` in a test module, say how rows come into the system or out
of it, and run pytest; or go through `outcomes` with any other runner. Nothing here is imported by a run.
"""

from __future__ import annotations

from kartoteka.testing.checks import Checks as Checks
from kartoteka.testing.exporters.exporter_checks import ExporterChecks as ExporterChecks
from kartoteka.testing.exporters.file_exporter_checks import FileExporterChecks as FileExporterChecks
from kartoteka.testing.exporters.given import GivenRows as GivenRows
from kartoteka.testing.exporters.given import given as given
from kartoteka.testing.exporters.read_back import ReadBack as ReadBack
from kartoteka.testing.failed import CheckFailed as CheckFailed
from kartoteka.testing.outcome import Outcome as Outcome
from kartoteka.testing.sources.source_checks import SourceChecks as SourceChecks

__all__ = [
    "CheckFailed",
    "Checks",
    "ExporterChecks",
    "FileExporterChecks",
    "GivenRows",
    "Outcome",
    "ReadBack",
    "SourceChecks",
    "given",
]

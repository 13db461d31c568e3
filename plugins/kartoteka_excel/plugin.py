"""Registration of the source `excel`."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import SourceSpec, hookimpl


@hookimpl
def kartoteka_sources() -> Iterable[SourceSpec]:
    yield SourceSpec("excel", "kartoteka_excel.source:ExcelSource", "Sheets of workbooks: xlsx, xlsb, xls and ods.")

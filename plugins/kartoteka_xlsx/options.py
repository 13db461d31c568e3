"""The options of the exporter `xlsx`."""

from __future__ import annotations

from marshmallow import ValidationError, fields, validates

from kartoteka import FileExporter
from kartoteka import gettext as _
from kartoteka_xlsx.sheet_names import what_is_wrong


def _is_sheet_name(name: str) -> None:
    if problem := what_is_wrong(name):
        raise ValidationError(problem)


class XlsxExporterOptions(FileExporter.Options):
    sheet = fields.String(
        validate=_is_sheet_name,
        metadata={"description": "The name of the sheet, at most 31 characters; by default the campaign's name."},
    )

    @validates("path")
    def is_a_workbook(self, path: str, data_key: str) -> None:
        if not path.casefold().endswith(".xlsx"):
            raise ValidationError(
                _("{path!r} does not end in .xlsx, and Excel opens no workbook otherwise; write out/list.xlsx", path=path)
            )

"""A sheet as OpenDocument has it (OASIS, OpenDocument 1.3, part 3): XML in an archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAME = "urn:oasis:names:tc:opendocument:xmlns:"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_NAME}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_BEGIN = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_NAME}office:1.0" '
    f'xmlns:table="{_NAME}table:1.0" xmlns:text="{_NAME}text:1.0" office:version="1.3"><office:body><office:spreadsheet>'
    '<table:table table:name="Sheet1">'
)
_END = "</table:table></office:spreadsheet></office:body></office:document-content>"


def write_ods(file: Path, rows: Sequence[Sequence[object]]) -> None:
    """Write a workbook of one sheet; None is an empty cell. Control characters stay, though XML has none."""
    cells = ("".join(map(_cell, row)) for row in rows)
    content = _BEGIN + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells) + _END
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", TYPE, compress_type=0)
        archive.writestr("content.xml", content.encode())
        archive.writestr("META-INF/manifest.xml", _MANIFEST)


def _cell(value: object) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case bool():
            return _typed("boolean", "boolean-value", str(value).lower())
        case datetime() | date():
            return _typed("date", "date-value", value.isoformat())
        case int() | float() | Decimal():
            return _typed("float", "value", str(value))
        case _:
            paragraphs = "".join(f"<text:p>{_text(line)}</text:p>" for line in str(value).split("\n"))
            return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def _typed(kind: str, attribute: str, value: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"/>'


def _text(line: str) -> str:
    """Of several blanks XML would keep one, and of a carriage return nothing."""
    text = escape(line, {"\r": "&#13;", "\t": "<text:tab/>"})
    return re.sub("  +", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', text)

"""A sheet as Excel's binary workbooks have it ([MS-XLSB]): records of a number, a length and bytes, in an archive."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EXCEL = "application/vnd.ms-excel"
_PARTS = {
    "xl/workbook.bin": f"{_EXCEL}.sheet.binary.macroEnabled.main",
    "xl/worksheets/sheet1.bin": f"{_EXCEL}.worksheet",
    "xl/styles.bin": f"{_EXCEL}.styles",
}

_ROW, _REAL, _BOOL, _TEXT = 0, 5, 4, 6
_BEGIN_SHEET, _END_SHEET, _BEGIN_DATA, _END_DATA, _DIMENSION = 129, 130, 145, 146, 148
_BEGIN_BOOK, _END_BOOK, _BEGIN_SHEETS, _END_SHEETS, _SHEET = 131, 132, 143, 144, 156
_BEGIN_STYLES, _END_STYLES, _BEGIN_FORMATS, _END_FORMATS, _BEGIN_CELLS, _END_CELLS, _STYLE = 278, 279, 615, 616, 617, 618, 47
_PLAIN, _DAY, _MOMENT = 0, 14, 22
"""Formats that every Excel has."""
_STYLES = (_PLAIN, _DAY, _MOMENT)
_EPOCH = datetime(1899, 12, 30)  # a workbook knows no zones


def write_xlsb(file: Path, rows: Sequence[Sequence[object]]) -> None:
    """Write a workbook of one sheet; None is an empty cell."""
    width = max(map(len, rows), default=1)
    sheet = [_record(_BEGIN_SHEET), _record(_DIMENSION, struct.pack("<4I", 0, max(0, len(rows) - 1), 0, width - 1))]
    sheet.append(_record(_BEGIN_DATA))
    for number, row in enumerate(rows):
        sheet.append(_record(_ROW, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0)))
        sheet += [_cell(at, cell) for at, cell in enumerate(row) if cell is not None]
    sheet += [_record(_END_DATA), _record(_END_SHEET)]
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types())
        archive.writestr("_rels/.rels", _relations({"rId1": ("officeDocument", "xl/workbook.bin")}))
        archive.writestr("xl/workbook.bin", _book())
        links = {"rId1": ("worksheet", "worksheets/sheet1.bin"), "rId2": ("styles", "styles.bin")}
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(links))
        archive.writestr("xl/styles.bin", _styles())
        archive.writestr("xl/worksheets/sheet1.bin", b"".join(sheet))


def _cell(at: int, value: object) -> bytes:
    style = _STYLES.index({datetime: _MOMENT, date: _DAY}.get(type(value), _PLAIN))
    place = struct.pack("<II", at, style)
    match value:
        case bool():
            return _record(_BOOL, place + bytes([value]))
        case datetime() | date():
            moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
            return _record(_REAL, place + struct.pack("<d", (moment - _EPOCH) / timedelta(days=1)))
        case int() | float() | Decimal():
            return _record(_REAL, place + struct.pack("<d", float(value)))
        case _:
            return _record(_TEXT, place + _wide(str(value)))


def _book() -> bytes:
    sheet = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Sheet1")
    parts = [_record(_BEGIN_BOOK), _record(_BEGIN_SHEETS), _record(_SHEET, sheet), _record(_END_SHEETS), _record(_END_BOOK)]
    return b"".join(parts)


def _styles() -> bytes:
    parts = [_record(_BEGIN_STYLES), _record(_BEGIN_FORMATS, struct.pack("<I", 0)), _record(_END_FORMATS)]
    parts.append(_record(_BEGIN_CELLS, struct.pack("<I", len(_STYLES))))
    parts += [_record(_STYLE, struct.pack("<HH12x", 0, number)) for number in _STYLES]
    return b"".join([*parts, _record(_END_CELLS), _record(_END_STYLES)])


def _wide(text: str) -> bytes:
    units = text.encode("utf-16-le", "surrogatepass")
    return struct.pack("<I", len(units) // 2) + units


def _record(number: int, content: bytes = b"") -> bytes:
    """The number takes a byte or two, the length up to four, seven bits in each."""
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length, left = bytearray(), len(content)
    while left >= 128:
        length.append(left & 0x7F | 0x80)
        left >>= 7
    return head + bytes([*length, left]) + content


def _relations(links: dict[str, tuple[str, str]]) -> str:
    each = "".join(f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for id_, (kind, to) in links.items())
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}relationships">{each}</Relationships>'


def _content_types() -> str:
    parts = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _PARTS.items())
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}content-types">{default}{parts}</Types>'

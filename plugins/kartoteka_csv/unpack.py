"""The bytes of a file, whether it is packed or not."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path
from typing import IO, Literal, cast

Compression = Literal["gzip", "zstd"]

_BY_SUFFIX: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd"}

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods files begin, and .xls files."""

_OF_WORKBOOKS = {"[Content_Types].xml", "content.xml"}


def is_workbook(path: Path) -> bool:
    """Whether a file is a spreadsheet program's own, whatever it is called."""
    with open_unpacked(path) as stream:
        return stream.read(4) in _WORKBOOKS


def is_archive(path: Path) -> bool:
    """Whether a file is a folder in one file, and no workbook, which is one as well."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return not _OF_WORKBOOKS & set(archive.namelist())


def compression_of(path: Path) -> Compression | None:
    """How a file is packed, by its name."""
    return _BY_SUFFIX.get(path.suffix.lower())


def open_unpacked(path: Path) -> IO[bytes]:
    """Open a file for reading what is in it."""
    match compression_of(path):
        case "gzip":
            return cast("IO[bytes]", gzip.open(path, "rb"))
        case "zstd":
            import pyarrow as pa

            return cast("IO[bytes]", pa.CompressedInputStream(pa.OSFile(str(path)), "zstd"))
        case None:
            return path.open("rb")

"""Open a source's text file as a stream of characters, whatever its encoding and compression."""

from __future__ import annotations

import codecs
import gzip
import io
from pathlib import Path
from typing import IO, cast

BAD_BYTES = "\udcff"
"""Stands in the text for bytes that the encoding has no character for; no file can hold it."""

_MARK = "kartoteka-mark"


def _mark(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return BAD_BYTES, error.end


codecs.register_error(_MARK, _mark)


def open_bytes(path: Path, compression: str | None) -> IO[bytes]:
    """The bytes of a file, unpacked."""
    if compression == "gzip":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    if compression == "zstd":
        import pyarrow as pa

        return cast("IO[bytes]", pa.CompressedInputStream(pa.OSFile(str(path)), "zstd"))
    return path.open("rb")


def open_text(path: Path, encoding: str, compression: str | None, *, strict: bool = False) -> io.TextIOWrapper:
    """The characters of a file, line ends as they are, without byte-order mark.

    Args:
        path: The file.
        encoding: A codec that Python knows.
        compression: How it is packed.
        strict: Raise `UnicodeDecodeError` at bytes that the encoding has no character for, instead of marking them.
    """
    codec = "utf-8-sig" if is_utf8(encoding) else encoding
    return io.TextIOWrapper(open_bytes(path, compression), codec, "strict" if strict else _MARK, newline="")


def is_utf8(encoding: str) -> bool:
    """Whether DuckDB can read the bytes as they are."""
    return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig", "ascii")

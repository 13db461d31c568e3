"""The first and the last lines of a file."""

from __future__ import annotations

import codecs
import io
from functools import partial
from pathlib import Path

from kartoteka_csv.sample import Dialect, SampleRow, cut, physical_lines
from kartoteka_csv.unpack import compression_of, open_unpacked

_SAMPLE = 1 << 18
_TAIL = 1 << 16
_LAST = 300
_WIDE = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}


def first_lines(path: Path, encoding: str) -> tuple[list[str], bool]:
    """Whole lines from the beginning of a file, and whether they are all of it."""
    with open_unpacked(path) as packed, io.TextIOWrapper(packed, encoding, "replace", newline="") as stream:
        text = stream.read(_SAMPLE)
        whole = len(text) < _SAMPLE
        rest = "" if whole else stream.readline(_SAMPLE)
    return physical_lines((text + rest).removeprefix("\ufeff")), whole


def last_rows(path: Path, encoding: str, dialect: Dialect, lines: list[str] | None) -> tuple[list[SampleRow], int]:
    """The last rows of a file, and how many lines they were cut from.

    Nothing is given of a file whose last lines cannot be cut by themselves: a quoted cell may have begun before them.

    Args:
        path: The file.
        encoding: A codec.
        dialect: How its rows are cut.
        lines: All its lines below the header, where they are known.
    """
    if lines is not None and len(lines) <= _LAST:
        return list(cut(lines, dialect, len(lines))), len(lines)
    last = lines[-_LAST:] if lines is not None else _last_lines(path, encoding)[-_LAST:]
    if dialect.quote is not None and any(line.count(dialect.quote) % 2 for line in last):
        return [], 0
    return list(cut(last, dialect, len(last))), len(last)


def _last_lines(path: Path, encoding: str) -> list[str]:
    """The lines in the last bytes of a large file, but for the one that they begin in."""
    codec, size = _fixed(path, encoding)
    if compression_of(path) is None:
        with path.open("rb") as stream:
            length = stream.seek(0, io.SEEK_END)
            stream.seek(max(0, length - _TAIL) // size * size)
            content = stream.read()
    else:
        content, before = b"", b""
        with open_unpacked(path) as packed:
            for chunk in iter(partial(packed.read, _TAIL), b""):
                before, content = content, chunk
        content = before + content if size == 1 else b""  # packed, such files cannot be entered in the middle of a character
    return physical_lines(content.decode(codec, "replace"))[1:]


def _fixed(path: Path, encoding: str) -> tuple[str, int]:
    """The codec without its byte-order mark, so that it can be entered anywhere, and the bytes of its characters."""
    codec = codecs.lookup(encoding).name
    if codec in ("utf-16", "utf-32"):
        with open_unpacked(path) as stream:
            codec += "-be" if stream.read(2) in (b"\xfe\xff", b"\0\0") else "-le"
    return codec, _WIDE.get(codec, 1)

"""Guess the encoding of a file: by its byte-order mark, by its being UTF-8 from end to end, and else by its letters."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from kartoteka_csv.letters import best_codec

_CHUNK = 1 << 20
_SAMPLE = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def guess_encoding(stream: IO[bytes], locale: str) -> str | None:
    """The name of a codec; None where nothing fits.

    The whole stream is read: a file is UTF-8 only if all of it is.

    Args:
        stream: The bytes of the file.
        locale: `en`, `pl`, `fr` or `ru`: what is likelier where the letters fit several.
    """
    first = stream.read(_CHUNK)
    for mark, codec in _MARKS:
        if first.startswith(mark):
            return codec
    wide = _without_mark(first[: 1 << 12])
    if wide is not None:
        return wide
    scan = _Scan()
    for chunk in _chunks(first, stream):
        scan.feed(chunk)
        if not scan.utf8 and len(scan.sample) >= _SAMPLE:
            break
    if scan.ends_well():
        return "utf-8"
    sample = bytes(scan.sample)
    return best_codec(sample, locale) or _by_statistics(sample)


@dataclass
class _Scan:
    """Whether bytes are UTF-8, and those lines that are more than ASCII."""

    utf8: bool = True

    def __post_init__(self) -> None:
        self.sample = bytearray()
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._pending = False

    def feed(self, chunk: bytes) -> None:
        if chunk.isascii() and not self._pending:
            return
        if len(self.sample) < _SAMPLE:
            lines = (line for line in chunk.splitlines(keepends=True) if not line.isascii())
            for line in lines:
                self.sample += line
                if len(self.sample) >= _SAMPLE:
                    break
        if self.utf8:
            try:
                self._decoder.decode(chunk)
                self._pending = bool(self._decoder.getstate()[0])
            except UnicodeDecodeError:
                self.utf8 = False

    def ends_well(self) -> bool:
        return self.utf8 and not self._pending


def _chunks(first: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    chunk = first
    while chunk:
        yield chunk
        chunk = stream.read(_CHUNK)


def _without_mark(start: bytes) -> str | None:
    """UTF-16 without a byte-order mark: every other byte of a table's digits and delimiters is zero."""
    if len(start) < 4:
        return None
    even, odd = start[::2].count(0) / len(start[::2]), start[1::2].count(0) / len(start[1::2])
    if odd > 0.2 and even < odd / 10:
        return "utf-16-le"
    if even > 0.2 and odd < even / 10:
        return "utf-16-be"
    return None


def _by_statistics(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return None if best is None else best.encoding

"""Guess the encoding of a file: by its byte-order mark, by its being UTF-8 from end to end, and else by its letters.

What else only a look at all the bytes can tell is noticed on the way.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import partial
from typing import IO

from kartoteka import gettext as _
from kartoteka_csv.letters import best_codec

_CHUNK = 1 << 16
"""Small enough that the same memory is handed out again: for larger pieces it is new pages each time, and to get those takes
longer than all else that is done with them.
"""
_SAMPLE = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a look at the bytes of a file gave.

    Attributes:
        encoding: The name of a codec; None where nothing fits.
        because: What speaks for it, in words.
        found: Those of the watched characters that stand after the first line; None where not all the bytes were looked at.
    """

    encoding: str | None
    found: frozenset[str] | None = None
    because: str = ""


def guess_encoding(stream: IO[bytes], locale: str, watched: str = "") -> Guess:
    """Guess the encoding of a file.

    The whole stream is read where nothing tells sooner: a file is UTF-8 only if all of it is.

    Args:
        stream: The bytes of the file.
        locale: `en`, `pl`, `fr` or `ru`: what is likelier where the letters fit several.
        watched: Characters to look for.
    """
    first = stream.read(_CHUNK)
    for mark, marked in _MARKS:
        if first.startswith(mark):
            return Guess(marked, because=_("its byte-order mark"))
    wide = _without_mark(first[: 1 << 12])
    if wide is not None:
        return Guess(wide, because=_("every other byte is zero, as in UTF-16 and UTF-32 without a mark"))
    scan = _Scan(watched)
    scan.feed(*_cut_after_line(first))
    for chunk in iter(partial(stream.read, _CHUNK), b""):
        scan.feed(b"", chunk)
        if not scan.utf8 and len(scan.sample) >= _SAMPLE:
            break
    if scan.ends_well():
        return Guess("utf-8", frozenset(scan.found), _("all of its bytes are UTF-8"))
    sample = bytes(scan.sample)
    codec = best_codec(sample, locale) or _by_statistics(sample)
    return Guess(
        codec,
        because="" if codec is None else _("it makes {word!r} of its letters", word=_word(sample.decode(codec, "replace"))),
    )


def _cut_after_line(chunk: bytes) -> tuple[bytes, bytes]:
    """The first line and the rest; all is rest where lines may end otherwise than with a line feed."""
    end = chunk.find(b"\n") + 1
    if b"\r" in chunk[: max(0, end - 2)]:
        end = 0
    return chunk[:end], chunk[end:]


class _Scan:
    """Whether bytes are UTF-8, those lines that are more than ASCII, and which of the watched characters are in them."""

    def __init__(self, watched: str) -> None:
        self.utf8 = True
        self.sample = bytearray()
        self.found: set[str] = set()
        self._watched = watched
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._pending = False

    def feed(self, header: bytes, rest: bytes) -> None:
        """Take the next bytes; those of the header are not looked through for watched characters."""
        self._check(header)
        text = self._check(rest)
        self.found.update(
            character
            for character in self._watched
            if character not in self.found
            and (character in text if text is not None else character.isascii() and ord(character) in rest)
        )

    def _check(self, chunk: bytes) -> str | None:
        """The characters of a chunk; None where it is plain ASCII, or not UTF-8."""
        if chunk.isascii() and not self._pending:
            return None
        if len(self.sample) < _SAMPLE:
            lines = (line for line in chunk.splitlines(keepends=True) if not line.isascii())
            for line in lines:
                self.sample += line
                if len(self.sample) >= _SAMPLE:
                    break
        if self.utf8:
            try:
                text = self._decoder.decode(chunk)
                self._pending = bool(self._decoder.getstate()[0])
            except UnicodeDecodeError:
                self.utf8 = False
            else:
                return text
        return None

    def ends_well(self) -> bool:
        return self.utf8 and not self._pending


def _word(text: str) -> str:
    """A word that is more than ASCII, else the first such character."""
    words = (word.strip("\"';,|()«».:\t") for word in re.split(r"[\s;,|\"]+", text))
    others = [word[:30] for word in words if not word.isascii()] or [letter for letter in text if not letter.isascii()]
    return next((word for word in others if any(letter.isalpha() and not letter.isascii() for letter in word)), others[0])


def _without_mark(start: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte-order mark: some of the bytes of a table's digits and delimiters are always zero."""
    if len(start) < 4:
        return None
    quarters = [start[at::4].count(0) / len(start[at::4]) for at in range(4)]
    if quarters[3] == 1 and quarters[2] > 0.9 and quarters[0] < 0.1:
        return "utf-32-le"
    if quarters[0] == 1 and quarters[1] > 0.9 and quarters[3] < 0.1:
        return "utf-32-be"
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

"""The lines of a file of JSON Lines: each an object, or the reason why it is none."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, cast

from kartoteka import InputError
from kartoteka import gettext as _
from kartoteka_jsonl.flat import flat, is_whole

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        number: From 1.
        text: As it stands in the file, without its end.
        values: The object's values; those of nested objects under both names with a dot between.
        problem: Why it cannot be used; None where it can.
    """

    number: int
    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    problem: str | None = None


def lines_of(path: Path) -> Iterator[Line]:
    """All lines but blank ones.

    Raises:
        InputError: The file cannot be unpacked.
    """
    # No number is a missing one, as databases and pandas have it.
    decode = json.JSONDecoder(parse_float=Decimal, parse_constant=lambda _: None, object_pairs_hook=_once).decode
    try:
        with _open(path) as stream:
            for number, raw in enumerate(stream, start=1):
                bare = raw.removeprefix(_MARK) if number == 1 else raw
                if bare.strip():
                    yield _line(number, bare.rstrip(b"\r\n"), decode)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            _("{file} cannot be read: {error}", file=path.name, error=error), hint=_("Export it again, or copy it again.")
        ) from error


def _line(number: int, raw: bytes, decode: Callable[[str], Any]) -> Line:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return Line(number, raw.decode(errors="replace"), problem=_("is not UTF-8"))
    try:
        value = decode(text)
        if not isinstance(value, dict):
            return Line(number, text, problem=_("holds no object: {…}"))
        if ("\\ud" in text or "\\uD" in text) and not is_whole(value):
            return Line(number, text, problem=_("has half a character, which no program can write"))
        return Line(number, text, flat(value))
    except json.JSONDecodeError as error:
        return Line(number, text, problem=_("is no JSON: {error} at character {place}", error=error.msg, place=error.pos + 1))
    except RecursionError:
        return Line(number, text, problem=_("is nested too deep"))
    except ValueError as error:
        return Line(number, text, problem=str(error))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("has the key {twice!r} twice", twice=twice))
    return told


def _open(path: Path) -> IO[bytes]:
    match path.suffix.lower():
        case ".gz":
            return cast("IO[bytes]", gzip.open(path, "rb"))
        case ".zst" | ".zstd":
            import io

            import pyarrow as pa

            packed = pa.CompressedInputStream(pa.OSFile(str(path)), "zstd")
            return cast("IO[bytes]", io.BufferedReader(packed, 1 << 20))
        case _:
            return path.open("rb")

"""The lines of a file of JSON Lines: each an object, or the reason why it is none."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, cast

from kartoteka import InputError

_DEEPEST = 20


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
        InputError: The file cannot be unpacked or is not UTF-8.
    """
    decode = json.JSONDecoder(parse_float=Decimal, object_pairs_hook=_once).decode
    try:
        with io.TextIOWrapper(_open(path), "utf-8-sig", newline="\n") as stream:
            for number, raw in enumerate(stream, start=1):
                text = raw.rstrip("\r\n")
                if text.strip():
                    yield _line(number, text, decode)
    except UnicodeDecodeError as error:
        hint = "JSON Lines are UTF-8: save the file in that encoding."
        raise InputError(f"{path.name} is not UTF-8 throughout", hint=hint) from error
    except (OSError, EOFError) as error:
        raise InputError(f"{path.name} cannot be read: {error}", hint="Export it again, or copy it again.") from error


def _line(number: int, text: str, decode: Any) -> Line:
    try:
        value = decode(text)
    except json.JSONDecodeError as error:
        return Line(number, text, problem=f"is no JSON: {error.msg} at character {error.pos + 1}")
    except RecursionError:
        return Line(number, text, problem="is nested too deep")
    except ValueError as error:
        return Line(number, text, problem=str(error))
    if not isinstance(value, dict):
        return Line(number, text, problem="holds no object: {…}")
    return Line(number, text, dict(_flat(value, "", 0)))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"has the key {twice!r} twice")
    return told


def _flat(value: Mapping[str, Any], before: str, depth: int) -> Iterator[tuple[str, Any]]:
    for name, inner in value.items():
        path = f"{before}{name}"
        if isinstance(inner, dict) and inner and depth < _DEEPEST:
            yield from _flat(inner, f"{path}.", depth + 1)
        else:
            yield path, inner


def _open(path: Path) -> IO[bytes]:
    match path.suffix.lower():
        case ".gz":
            return cast("IO[bytes]", gzip.open(path, "rb"))
        case ".zst" | ".zstd":
            import pyarrow as pa

            return cast("IO[bytes]", pa.CompressedInputStream(pa.OSFile(str(path)), "zstd"))
        case _:
            return path.open("rb")

"""Rows as the messages that a target reads."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka import Boolean, ColumnType, Day, Integer, Moment, Money, Number

if TYPE_CHECKING:
    import pyarrow as pa

_BARE = (Boolean, Integer, Money, Number)
_NO_VERSION = b', "version": 0}\n'
"""How a line ends whose version is given when it is delivered: what is staged follows from the rows alone."""


def schema_message(stream: str, columns: Mapping[str, ColumnType], key: Sequence[str]) -> dict[str, Any]:
    """The SCHEMA message: every column may be empty but those of the key."""
    properties = {name: _property(kind, empty=name not in key) for name, kind in columns.items()}
    schema = {"type": "object", "properties": properties}
    return {"type": "SCHEMA", "stream": stream, "schema": schema, "key_properties": list(key)}


def record_lines(
    chunk: pa.RecordBatch,
    columns: Mapping[str, ColumnType],
    stream: str,
    plain: Callable[[pa.Array, ColumnType], pa.Array],
    *,
    versioned: bool,
) -> Iterator[bytes]:
    """The RECORD messages of some rows, each a line.

    Args:
        chunk: The rows.
        columns: Their columns.
        stream: The name of the stream.
        plain: Makes exact text of cells.
        versioned: Whether the lines have a version, which `with_version` fills in.
    """
    names = [json.dumps(name) for name in columns]
    cells = [_json(plain(array, kind), bare=kind in _BARE) for array, kind in zip(chunk.columns, columns.values(), strict=True)]
    head = f'{{"type": "RECORD", "stream": {json.dumps(stream)}, "record": {{'
    tail = b"}" + (_NO_VERSION if versioned else b"}\n")
    for row in zip(*cells, strict=True):
        body = ", ".join(f"{name}: {cell}" for name, cell in zip(names, row, strict=True))
        yield f"{head}{body}".encode() + tail


def activate_line(stream: str) -> bytes:
    """The ACTIVATE_VERSION message, whose version `with_version` fills in."""
    return f'{{"type": "ACTIVATE_VERSION", "stream": {json.dumps(stream)}'.encode() + _NO_VERSION


def with_version(staged: Path, file: Path, version: int) -> None:
    """Copy the messages, with a version in each line that has one."""
    tail = f', "version": {version}}}\n'.encode()
    with staged.open("rb") as lines, file.open("wb") as copy:
        for line in lines:
            copy.write(line.removesuffix(_NO_VERSION) + tail if line.endswith(_NO_VERSION) else line)
    shutil.copymode(staged, file)


def _property(kind: ColumnType, *, empty: bool) -> dict[str, Any]:
    shape = {Boolean: "boolean", Integer: "integer", Money: "number", Number: "number"}.get(kind, "string")
    formats = {Day: "date", Moment: "date-time"}
    return {"type": ["null", shape] if empty else [shape], **({"format": formats[kind]} if kind in formats else {})}


def _json(texts: pa.Array, *, bare: bool) -> list[str]:
    if bare:
        return ["null" if text is None else text for text in texts.to_pylist()]
    return ["null" if text is None else json.dumps(text) for text in texts.to_pylist()]

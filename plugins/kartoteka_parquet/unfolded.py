"""Parquet files with columns of which a cell is no single value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_DEEPEST = 20


def is_plain(schema: pa.Schema) -> bool:
    """Whether the engine can read a file as it is: every cell is one value, and no two columns have one name.

    Names that differ in nothing but case are one name to SQL.
    """
    names = {name.casefold() for name in schema.names}
    return len(names) == len(schema.names) and not any(_needs_words(type_) or _is_struct(type_) for type_ in schema.types)


def names_of(schema: pa.Schema) -> tuple[str, ...]:
    """The names of the columns once they are unfolded: `address.city`."""
    return tuple(_unfolded(schema.empty_table()).column_names)


def batches_of(path: Path) -> Iterator[pa.RecordBatch]:
    """The rows of a file, each part of a nested column in a column of its own; lists and the like as JSON."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        yield from _worded(_unfolded(file.schema_arrow.empty_table()))
        for batch in file.iter_batches():
            yield from _worded(_unfolded(pa.Table.from_batches([batch])))


def _unfolded(table: pa.Table) -> pa.Table:
    for _ in range(_DEEPEST):
        if not any(map(_is_struct, table.schema.types)):
            break
        table = table.flatten()
    return table


def _worded(table: pa.Table) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    columns = [
        pa.chunked_array([pa.array([_word(cell) for cell in column.to_pylist()], pa.string())])
        if _needs_words(column.type) or _is_struct(column.type)
        else column
        for column in table.columns
    ]
    found = pa.Table.from_arrays(columns, names=table.column_names).combine_chunks()
    yield from found.to_batches() or [pa.RecordBatch.from_pylist([], found.schema)]


def _is_struct(type_: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_struct(type_))


def _needs_words(type_: pa.DataType) -> bool:
    """Lists, maps and bytes, and decimals of more digits than the engine has."""
    import pyarrow as pa

    of = pa.types
    binary = of.is_binary(type_) or of.is_large_binary(type_) or of.is_fixed_size_binary(type_)
    return bool(binary or of.is_decimal256(type_) or (of.is_nested(type_) and not of.is_struct(type_)))


def _word(cell: Any) -> str | None:
    match cell:
        case None | str():
            return cell
        case bytes():
            return _text(cell)
        case list() | dict():
            return json.dumps(cell, ensure_ascii=False, default=lambda value: _word(value) or "")
        case _:
            return str(cell)


def _text(cell: bytes) -> str:
    """Bytes as the text that they mostly are, else in hexadecimal digits."""
    try:
        return cell.decode()
    except UnicodeDecodeError:
        return cell.hex()

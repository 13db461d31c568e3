"""Rows as Arrow chunks of one schema, and their cells as exact text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

    from kartoteka.components.rows import Rows

CHUNK_ROWS = 65_536
_MONEY_DIGITS = 18


def arrow_schema(columns: Mapping[str, ColumnType]) -> pa.Schema:
    """The Arrow schema in which rows of these columns are carried."""
    import pyarrow as pa

    return pa.schema([(name, kind.to_arrow()) for name, kind in columns.items()])


def chunks(rows: Rows, size: int = CHUNK_ROWS) -> Iterator[pa.RecordBatch]:
    """The rows in chunks of `size`, the last one smaller, however they arrive; each of `arrow_schema(rows.columns)`."""
    import pyarrow as pa

    schema = arrow_schema(rows.columns)
    waiting: list[pa.RecordBatch] = []
    held = 0
    for batch in rows.batches():
        waiting.append(batch.cast(schema))
        held += batch.num_rows
        while held >= size:
            table = pa.Table.from_batches(waiting, schema)
            yield from table.slice(0, size).combine_chunks().to_batches()
            waiting = table.slice(size).to_batches()
            held -= size
    if held:
        yield from pa.Table.from_batches(waiting, schema).combine_chunks().to_batches()


def plain_text(values: pa.Array, kind: ColumnType) -> pa.Array:
    """Cells as text that says exactly what they hold, for people and programs of any country; empty stays empty.

    Money has two decimals, or as many as it needs up to four; a number has the fewest digits that give it back, and one that is
    not finite is empty; a day is `2026-11-30`, a moment `2026-11-30T08:00:00Z`, a boolean `true` or `false`.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    match kind:
        case ColumnType.MONEY:
            try:
                return values.cast(pa.decimal128(_MONEY_DIGITS, 2)).cast(pa.string())
            except pa.ArrowInvalid:  # some have more than two decimals
                return pc.replace_substring_regex(values.cast(pa.string()), "0{1,2}$", "")
        case ColumnType.DAY:
            # There are few days and many rows: each day is put into words once.
            days = values.dictionary_encode()
            return days.dictionary.cast(pa.string()).take(days.indices)
        case ColumnType.NUMBER:
            # Adding nothing turns a negative zero into a zero.
            return pc.if_else(pc.is_finite(values), pc.add(values, 0.0), None).cast(pa.string())
        case ColumnType.MOMENT:
            whole = values.cast(pa.timestamp("s"), safe=False)
            exact = pc.all(pc.equal(whole.cast(values.type), values)).as_py() is not False
            return pc.strftime(whole if exact else values, "%Y-%m-%dT%H:%M:%SZ")
        case _:
            return values.cast(pa.string())

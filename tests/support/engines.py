"""The same small table as a lazy frame on every engine that the model is tested on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa

from kartoteka import ColumnType, Frame

ENGINES = ("duckdb", "polars")


def arrow(columns: Mapping[str, ColumnType], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as an Arrow table with the types that landed tables have, and their number in `row`."""
    arrays = {name: pa.array([row[name] for row in rows], type_.to_arrow()) for name, type_ in columns.items()}
    return pa.table({"row": pa.array(range(len(rows)), pa.int64()), **arrays})


def lazy(engine: str, table: pa.Table) -> Frame:
    """A table on an engine."""
    if engine == "polars":
        return nw.from_native(pl.from_arrow(table).lazy())
    return nw.from_native(duckdb.connect().from_arrow(table))


def values(frame: Frame, **expressions: nw.Expr) -> dict[str, list[Any]]:
    """What expressions give for each row, in the order of the rows."""
    result = frame.with_columns(**expressions).select("row", *expressions).sort("row").collect()
    return {name: result[name].to_list() for name in expressions}

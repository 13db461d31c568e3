"""Whether the keys of a landed file ascend, as those of exports often do: then none comes twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb.sql import identifier

if TYPE_CHECKING:
    import duckdb
    from pyarrow.parquet import FileMetaData

_WORKERS = 2
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The keys of one row group."""

    ascends: bool
    first: str
    last: str


def ascends(path: Path, column: str) -> bool:
    """Whether each key is greater, by its UTF-8 bytes, than the one before it. It looks no further than it must.

    To see the row before, an engine goes through all rows one after another; the row groups of a file can be looked at
    side by side.

    Args:
        path: A Parquet file.
        column: A column of texts, of which none is empty.
    """
    import pyarrow.parquet as pq

    metadata = pq.read_metadata(path)
    before: list[_Stretch] = []
    with ThreadPoolExecutor(_WORKERS) as pool:
        for start in range(0, metadata.num_row_groups, _AT_ONCE):
            groups = range(start, min(start + _AT_ONCE, metadata.num_row_groups))
            stretches = [*before, *pool.map(partial(_stretch, path, metadata, column), groups)]
            if not all(one.ascends for one in stretches) or any(one.last >= other.first for one, other in pairwise(stretches)):
                return False
            before = stretches[-1:]
    return True


def rows_ascend(connection: duckdb.DuckDBPyConnection, rows: str, column: str) -> bool:
    """The same of any relation, row after row.

    Args:
        rows: What stands after FROM.
    """
    name = identifier(column)
    query = f"SELECT 1 FROM (SELECT {name} <= lag({name}) OVER () AS falls FROM {rows}) WHERE falls LIMIT 1"
    return not connection.execute(query).fetchall()


def _stretch(path: Path, metadata: FileMetaData, column: str, group: int) -> _Stretch:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, metadata=metadata) as file:
        keys = file.read_row_group(group, columns=[column], use_threads=False).column(0).combine_chunks()
    rising: bool | None = pc.all(pc.less(keys[:-1], keys[1:])).as_py()
    return _Stretch(rising is not False, keys[0].as_py(), keys[-1].as_py())

"""Which words for the status of orders a source holds, and how they were taken: a word that is not known leaves its row in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from kartoteka.engine.duckdb.sql import literal
from kartoteka.model.statuses import Canonical
from kartoteka.pipeline.land.layout import Layout

if TYPE_CHECKING:
    import duckdb

_WORDS = 20


@dataclass(frozen=True, slots=True)
class Statuses:
    """The landed rows of the orders by their status.

    Attributes:
        left_out: Rows that are cancelled, returned or drafts, by which of these.
        kept: Rows of every other word, the commonest words first, and of those that are most only the first.
        further: Rows of the words that are not listed.
        empty: Rows without a status; they are kept as well.
    """

    left_out: Mapping[str, int]
    kept: Mapping[str, int]
    further: int
    empty: int


def count_statuses(connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout) -> Statuses | None:
    """Count the statuses of a landed Parquet file; None where it has none. It is one pass over that column alone."""
    if layout.mapping.table != "orders" or layout.column("status") is None:
        return None
    left_out = [str(status) for status in get_args(Canonical)]
    counts = f"(SELECT status, count(*) AS found FROM read_parquet({literal(str(path))}) GROUP BY 1)"
    known = f"status IS NULL OR status IN ({', '.join(map(literal, left_out))})"
    told = dict(connection.execute(f"SELECT status, found FROM {counts} WHERE {known}").fetchall())
    words = f"(SELECT * FROM {counts} WHERE NOT ({known}))"
    kept = dict(connection.execute(f"SELECT status, found FROM {words} ORDER BY 2 DESC, 1 LIMIT {_WORDS}").fetchall())
    ((rows,),) = connection.execute(f"SELECT coalesce(sum(found), 0) FROM {words}").fetchall()
    return Statuses(
        {status: told[status] for status in left_out if status in told}, kept, int(rows) - sum(kept.values()), told.get(None, 0)
    )

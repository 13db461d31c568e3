"""Rows of earlier readings and what has changed, put together by key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb.sql import identifier, literal
from kartoteka.errors import InputError
from kartoteka.language import gettext as _
from kartoteka.language import ngettext
from kartoteka.pipeline.land.written import write_parquet

if TYPE_CHECKING:
    import duckdb

_PLACE, _LATER = "row:place", "row:later"


def merge(
    connection: duckdb.DuckDBPyConnection,
    *,
    key: Sequence[str],
    before: Path | None,
    changes: Path | None,
    deleted: Path | None,
    target: Path,
) -> tuple[int, int]:
    """Write what holds now, sorted by key: so the same rows make the same file, however many readings they came in.

    Args:
        connection: Where it is done.
        key: The columns that name a row.
        before: The rows that held before; None where they are not to be kept.
        changes: New and changed rows; of two with one key the later one holds. It has the same columns.
        deleted: The keys of rows that are gone. One that is also among the changes has come back.
        target: The file to write.

    Returns:
        How many rows hold now, and how many of the changes were overtaken by a later one.

    Raises:
        InputError: A changed row has no key.
    """
    names = [identifier(name) for name in key]
    listed = ", ".join(names)
    parts: list[str] = []
    gone: list[str] = []
    overtaken = 0
    if changes is not None:
        rows = f"read_parquet({literal(str(changes))}, file_row_number = true)"
        _check_keys(connection, rows, key)
        count, distinct = _one(connection, f"SELECT count(*), count(DISTINCT ({listed})) FROM {rows}")
        overtaken = count - distinct
        kept = f"SELECT * EXCLUDE (file_row_number) FROM {rows}"
        if overtaken:
            later = f"row_number() OVER (PARTITION BY {listed} ORDER BY file_row_number DESC)"
            kept += f" QUALIFY {later} = 1"
        parts.append(kept)
        gone.append(f"SELECT {listed} FROM read_parquet({literal(str(changes))})")
    if deleted is not None:
        gone.append(f"SELECT {listed} FROM read_parquet({literal(str(deleted))})")
    if before is not None:
        held = f"SELECT * FROM read_parquet({literal(str(before))})"
        parts.insert(0, f"{held} ANTI JOIN ({' UNION ALL '.join(gone)}) AS gone USING ({listed})" if gone else held)
    query = " UNION ALL BY NAME ".join(f"({part})" for part in parts)
    return write_parquet(connection, f"SELECT * FROM ({query}) ORDER BY {listed}", target), overtaken


def _check_keys(connection: duckdb.DuckDBPyConnection, rows: str, key: Sequence[str]) -> None:
    for name in key:
        (missing,) = _one(connection, f"SELECT count(*) FROM {rows} WHERE {identifier(name)} IS NULL")
        if missing:
            message = ngettext(
                "{number} row has nothing in {name!r}, which is to name a row",
                "{number} rows have nothing in {name!r}, which is to name a row",
                missing,
                number=missing,
                name=name,
            )
            raise InputError(message, hint=_("Name another key, or read everything each time."))


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    (found,) = connection.execute(query).fetchall()
    return tuple(found)

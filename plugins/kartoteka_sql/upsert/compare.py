"""What putting rows in would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from kartoteka_sql.upsert.target import Target

CHUNK_ROWS = 500
_EXAMPLES = 5

Row = tuple[Any, ...]


@dataclass
class Difference:
    """How many rows are of which kind, with a few examples.

    Attributes:
        changed_rows: Pairs of what is there and what comes.
        removed_keys: Of rows that are there and not in the list.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    changed_rows: list[tuple[Row, Row]] = field(default_factory=list)
    removed_keys: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Writes:
    """What is to be done for one chunk of rows; each row in the order of the columns."""

    new: Sequence[Row]
    changed: Sequence[Row]


def compare(
    connection: sa.Connection,
    target: Target,
    chunks: Iterable[Sequence[Row]],
    *,
    remove: bool,
    put: Callable[[Writes], None] = lambda _: None,
    drop: Callable[[Sequence[Row]], None] = lambda _: None,
) -> Difference:
    """Compare rows with a table, chunk by chunk.

    Args:
        connection: To its database.
        target: The table.
        chunks: The rows of the list, at most `CHUNK_ROWS` in each; every key once.
        remove: Whether rows that are not in the list count.
        put: Is given what to write of each chunk.
        drop: Is given the keys of rows that are not in the list, as they are there.

    Raises:
        Unfit: A value does not go into its column.
        SQLAlchemyError: The database refuses.
    """
    difference = Difference()
    listed: set[Row] = set()
    for chunk in chunks:
        rows = [target.bound(row) for row in chunk]
        there = _there(connection, target, [target.key_of(row) for row in rows])
        new = [row for row in rows if target.key_of(row) not in there]
        changed = [(there[key], row) for row in rows if (key := target.key_of(row)) in there and there[key] != row]
        difference.new += len(new)
        difference.changed += len(changed)
        difference.unchanged += len(rows) - len(new) - len(changed)
        difference.changed_rows += changed[: _EXAMPLES - len(difference.changed_rows)]
        if remove:
            listed.update(map(target.key_of, rows))
        put(Writes(new, [row for _, row in changed]))
    if remove:
        _removed(connection, target, listed, difference, drop)
    return difference


def where_keys(target: Target, keys: Sequence[Row]) -> sa.ColumnElement[bool]:
    """The rows of some keys."""
    columns = target.key_columns
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return sa.or_(*(sa.and_(*(column == value for column, value in zip(columns, key, strict=True))) for key in keys))


def _there(connection: sa.Connection, target: Target, keys: Sequence[Row]) -> dict[Row, Row]:
    if not keys:
        return {}
    query = sa.select(*target.columns).where(where_keys(target, keys))
    found = map(target.found, connection.execute(query))
    return {target.key_of(row): row for row in found}


def _removed(
    connection: sa.Connection, target: Target, listed: set[Row], difference: Difference, drop: Callable[[Sequence[Row]], None]
) -> None:
    fittings = [target.fittings[position] for position in target.key]
    gone: list[Row] = []
    for raw in connection.execute(sa.select(*target.key_columns).order_by(*target.key_columns)):
        key = tuple(None if value is None else one.found(value) for value, one in zip(raw, fittings, strict=True))
        if None not in key and key not in listed:
            gone.append(tuple(raw))
    difference.removed = len(gone)
    difference.removed_keys = gone[:_EXAMPLES]
    for start in range(0, len(gone), CHUNK_ROWS):
        drop(gone[start : start + CHUNK_ROWS])

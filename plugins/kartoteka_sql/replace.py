"""Exchange the whole content of a table, once for each delivery."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import sqlalchemy as sa

from kartoteka import ColumnType, Staged
from kartoteka_sql.records import records
from kartoteka_sql.tables import deliveries, misfits, target

_INSERT_ROWS = 10_000


class Misfits(Exception):
    """The table that is there does not take the rows. Its arguments say why, a sentence each."""


def replace_content(
    database: sa.Engine, table_name: str, schema: str | None, columns: Mapping[str, ColumnType], staged: Staged, key: str
) -> None:
    """Replace all rows by the staged ones, unless the delivery of that key was made before.

    Raises:
        Misfits: The table does not take them.
        SQLAlchemyError: The database refuses; nothing in the table was changed.
    """
    log = deliveries(schema)
    table = target(table_name, schema, columns)
    key_sha256 = hashlib.sha256(key.encode()).hexdigest()
    # Some databases end a transaction at every CREATE, so tables are made before it.
    with database.begin() as connection:
        log.create(connection, checkfirst=True)
        table.create(connection, checkfirst=True)
    problems = misfits(sa.inspect(database), table_name, schema, columns)
    if problems:
        raise Misfits(*problems)
    with database.begin() as connection:
        if connection.execute(sa.select(log.c.delivery).where(log.c.key_sha256 == key_sha256)).first():
            return
        connection.execute(sa.delete(table))
        for rows in records(staged.staged, table, columns, database.dialect.name, _INSERT_ROWS):
            connection.execute(sa.insert(table), rows)
        connection.execute(
            sa.insert(log),
            {
                "key_sha256": key_sha256,
                "delivery": key,
                "table_name": table_name,
                "row_count": staged.rows,
                "file_sha256": staged.sha256,
            },
        )

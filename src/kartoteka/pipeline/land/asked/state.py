"""What tells one state of a system's rows from another."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.engine.duckdb.sql import identifier, literal

if TYPE_CHECKING:
    import duckdb


def state_of(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    """A hexadecimal text for the rows of a Parquet file, whatever their order and however the file is laid out.

    The bytes of the file would not do: the same rows may be cut and packed in more than one way.
    """
    rows = f"read_parquet({literal(str(path))})"
    columns = [(name, type_) for name, type_, *_ in connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()]
    row = f"hash({', '.join(identifier(name) for name, _ in columns)})"
    # A sum beside the exclusive or, in which two equal rows would vanish.
    query = f"SELECT count(*), bit_xor(row), sum(CAST(row AS HUGEINT)) FROM (SELECT {row} AS row FROM {rows})"
    told = repr((columns, connection.execute(query).fetchall()))
    return hashlib.sha256(told.encode()).hexdigest()

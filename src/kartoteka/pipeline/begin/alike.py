"""Columns that hold the same: which of them is taken makes no difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.engine.duckdb.sql import identifier
from kartoteka.pipeline.begin.decide import Decided

if TYPE_CHECKING:
    import duckdb


def same_values(connection: duckdb.DuckDBPyConnection, table: str, decided: Decided) -> dict[str, int]:
    """For each field that several columns could be, the first of them where they hold the same in every row."""
    found: dict[str, int] = {}
    for name, positions in decided.torn.items():
        cells = [identifier(decided.looked.layout.slots[position].name) for position in positions]
        differs = " OR ".join(f"{cells[0]} IS DISTINCT FROM {cell}" for cell in cells[1:])
        (counted,) = connection.execute(f"SELECT count(*) FROM {table} WHERE {differs}").fetchall()
        if counted[0] == 0:
            found[name] = positions[0]
    return found

"""The order of names by the rules of a language: `łania` after `lis` in Polish, beside it in English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_SORTED = "SELECT name FROM (SELECT unnest($names::VARCHAR[]) AS name) ORDER BY icu_sort_key(name, $language), name"


def sorted_names(connection: duckdb.DuckDBPyConnection, names: Sequence[str], language: str) -> list[str]:
    """Names in the order of a language, by the rules of Unicode that are part of DuckDB.

    Args:
        connection: To any database.
        names: The names; those that are the same to the language stand in the order of their letters' numbers.
        language: A language such as `pl`.
    """
    rows = connection.execute(_SORTED, {"names": list(names), "language": language}).fetchall()
    return [name for (name,) in rows]

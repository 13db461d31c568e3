"""Names and texts inside a statement: always quoted here, never by hand."""

from __future__ import annotations


def identifier(name: str) -> str:
    """A column or table name as DuckDB's SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as DuckDB's SQL takes it, whatever is in it."""
    return "'" + text.replace("'", "''") + "'"

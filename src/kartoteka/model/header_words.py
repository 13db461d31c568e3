"""How much of a row of texts is headers that the field dictionary knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from kartoteka.model.fields import recognised_in, required_fields
from kartoteka.model.spelling import header_key, in_two_languages

_TABLES = ("customers", "contacts", "orders", "blacklist")


def known_headers(table: str, cells: Sequence[str]) -> tuple[int, int]:
    """How many of a table's required fields, and how many cells in all, a row of texts names.

    A row in which nothing is known may still be a header; one with several known words hardly is anything else.

    Args:
        table: `customers`, `contacts`, `orders` or `blacklist`; the fields of all four where it is another name.
        cells: The cells of the row, as they are in the file.
    """
    words = _words(table if table in _TABLES else "")
    named = [names for cell in cells if (names := _names(cell, words))]
    required = {entry.name for entry in required_fields(table)} if table in _TABLES else set()
    return len(required & set().union(*named)) if named else 0, len(named)


def _names(cell: str, words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if not cell or len(cell) > 80:
        return frozenset()
    known = words.get(header_key(cell), frozenset())
    if known or not ("/" in cell or "|" in cell):
        return known
    halves = [words.get(header_key(half), frozenset()) for half in in_two_languages(cell)]
    return frozenset.intersection(*halves) if halves else frozenset()


@cache
def _words(table: str) -> Mapping[str, frozenset[str]]:
    """The names of the fields that each known word may mean."""
    words: dict[str, set[str]] = {}
    for one in (table,) if table else _TABLES:
        for entry in recognised_in(one):
            for key in (*entry.keys, header_key(entry.name)):
                words.setdefault(key, set()).add(entry.name)
    return {word: frozenset(names) for word, names in words.items() if word}

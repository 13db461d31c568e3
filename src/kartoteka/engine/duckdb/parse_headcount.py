"""Headcounts to numbers where they are one, and to bands where they are not."""

from __future__ import annotations

from kartoteka.engine.duckdb import parse
from kartoteka.engine.duckdb.sql import literal
from kartoteka.model.cells import CellReading
from kartoteka.model.headcounts import BLANK_RUN, DASH, EXACT, READABLE


def headcount(x: str, reading: CellReading) -> str:
    """A whole number, also with a word for people after it: `50 osób`."""
    digits = f"regexp_replace({x}, '[^0-9]', '', 'g')"
    people = f"CASE WHEN {_matches(x, EXACT)} THEN try_cast({digits} AS BIGINT) END"
    return f"coalesce({parse.integer(x, reading)}, {people})"


def is_readable(x: str) -> str:
    """Whether a text is a headcount: a number, a range or one with a single end."""
    return _matches(x, READABLE)


def band(x: str, reading: CellReading) -> str:
    """A text that is not one number, whatever it is."""
    return f"CASE WHEN ({headcount(x, reading)}) IS NULL THEN {parse.text(x)} END"


def _matches(x: str, pattern: str) -> str:
    plain = f"regexp_replace(lower({parse.text(x)}), {literal(BLANK_RUN)}, ' ', 'g')"
    return f"regexp_matches(regexp_replace({plain}, {literal(DASH)}, '-', 'g'), {literal(pattern)})"

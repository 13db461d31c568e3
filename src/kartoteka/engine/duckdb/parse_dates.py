"""Texts to days and moments, as DuckDB expressions: empty where a text cannot be read, never a guess."""

from __future__ import annotations

from kartoteka.engine.duckdb.parse import text
from kartoteka.engine.duckdb.sql import literal
from kartoteka.model.cells import CellReading

_YEAR, _PART = "[12][0-9]{3}", "[0-9]{1,2}"
_DATE = (
    rf"(?P<y1>{_YEAR})-(?P<m1>{_PART})-(?P<d1>{_PART})"
    rf"|(?P<y2>{_YEAR})/(?P<m2>{_PART})/(?P<d2>{_PART})"
    rf"|(?P<y3>{_YEAR})\.(?P<m3>{_PART})\.(?P<d3>{_PART})"
    rf"|(?P<y4>{_YEAR})(?P<m4>[0-9]{{2}})(?P<d4>[0-9]{{2}})"
    rf"|(?P<d5>{_PART})\.(?P<m5>{_PART})\.(?P<y5>{_YEAR})"
    rf"|(?P<a6>{_PART})/(?P<b6>{_PART})/(?P<y6>{_YEAR})"
    rf"|(?P<a7>{_PART})-(?P<b7>{_PART})-(?P<y7>{_YEAR})"
)
_TIME = (
    r"(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"(?: ?(?P<half>[AaPp])[Mm])? ?(?P<zone>Z|z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_MOMENT = rf"^(?:{_DATE})(?:(?:[Tt]|,? +){_TIME})?$"
_NAMES = [
    *(f"{part}{shape}" for shape in "1234" for part in "ymd"),
    *("d5", "m5", "y5", "a6", "b6", "y6", "a7", "b7", "y7"),
    *("hour", "minute", "second", "fraction", "half", "zone"),
]


def day(x: str, reading: CellReading, *, bare_year: bool = False) -> str:
    """A calendar day; a moment with a zone becomes the day it falls on in the project's time zone.

    Args:
        x: The text.
        reading: How it is read.
        bare_year: Read a year alone as its first of January.
    """
    if reading.date_format is not None:
        moment = f"try_strptime({text(x)}, {literal(reading.date_format)})"
        if _has_zone(reading.date_format):
            moment = f"timezone({literal(reading.timezone)}, {moment})"
        return f"CAST({moment} AS DATE)"
    simple = f"regexp_full_match({x}, '{_YEAR}-[0-9]{{2}}-[0-9]{{2}}')"
    zoned = f"CAST(timezone({literal(reading.timezone)}, {_instant(x, reading)}) AS DATE)"
    general = f"CASE WHEN ({_parts(x)}).zone = '' THEN try_cast({_day_text(x, reading)} AS DATE) ELSE {zoned} END"
    year = (
        f"WHEN regexp_full_match({text(x)}, '{_YEAR}') THEN try_cast(concat({text(x)}, '-01-01') AS DATE) " if bare_year else ""
    )
    return f"CASE WHEN {simple} THEN try_cast({x} AS DATE) {year}ELSE {general} END"


def moment(x: str, reading: CellReading) -> str:
    """A moment in UTC; one without a zone is meant in the project's time zone, a day alone is its midnight there."""
    zone = literal(reading.timezone)
    if reading.date_format is not None:
        parsed = f"try_strptime({text(x)}, {literal(reading.date_format)})"
        return f"timezone('UTC', {parsed if _has_zone(reading.date_format) else f'timezone({zone}, {parsed})'})"
    local = f"try_cast(concat({_day_text(x, reading)}, ' ', {_time_text(x)}) AS TIMESTAMP)"
    instant = f"CASE WHEN ({_parts(x)}).zone = '' THEN timezone({zone}, {local}) ELSE {_instant(x, reading)} END"
    return f"timezone('UTC', {instant})"


def order_vote(x: str) -> str:
    """What a text says of the order of slashed dates: `day-first`, `month-first`, `?` where it could be either, or NULL.

    A date whose day and month are one number, such as 3/3/2026, says nothing and needs nothing.
    """
    parts = _parts(x)
    first, second = (f"try_cast(concat(({parts}).{name}6, ({parts}).{name}7) AS INT)" for name in "ab")
    return (
        f"CASE WHEN {x} IS NULL OR {first} IS NULL OR {first} = {second} THEN NULL "
        f"WHEN {first} > 12 AND {second} <= 12 THEN 'day-first' WHEN {second} > 12 AND {first} <= 12 THEN 'month-first' "
        f"WHEN {first} <= 12 AND {second} <= 12 THEN '?' END"
    )


def _parts(x: str) -> str:
    return f"regexp_extract({text(x)}, {literal(_MOMENT)}, [{', '.join(literal(name) for name in _NAMES)}])"


def _day_text(x: str, reading: CellReading) -> str:
    """`2026-11-15`; something that no cast takes where nothing matched, or where the order was not settled."""
    parts = _parts(x)
    year = ", ".join(f"({parts}).y{shape}" for shape in "1234567")
    months, days = ([f"({parts}).{part}{shape}" for shape in "12345"] for part in "md")
    first, second = ([f"({parts}).{name}{shape}" for shape in "67"] for name in "ab")
    days, months = (days + second, months + first) if reading.date_order == "month-first" else (days + first, months + second)
    joined = f"concat({year}, '-', lpad(concat({', '.join(months)}), 2, '0'), '-', lpad(concat({', '.join(days)}), 2, '0'))"
    if reading.date_order is not None:
        return joined
    same = f"ltrim(concat({', '.join(first)}), '0') = ltrim(concat({', '.join(second)}), '0')"
    return f"CASE WHEN {same} THEN {joined} END"


def _time_text(x: str) -> str:
    parts = _parts(x)
    twelve = f"try_cast(({parts}).hour AS INT)"
    hour = (
        f"CASE WHEN ({parts}).hour = '' THEN '00' WHEN ({parts}).half = '' THEN lpad(({parts}).hour, 2, '0') "
        f"WHEN {twelve} BETWEEN 1 AND 12 THEN lpad(CAST({twelve} % 12 + CASE WHEN lower(({parts}).half) = 'p' THEN 12 ELSE 0 END "
        f"AS VARCHAR), 2, '0') ELSE 'no' END"
    )
    minute = f"CASE WHEN ({parts}).minute = '' THEN '00' ELSE ({parts}).minute END"
    second = f"CASE WHEN ({parts}).second = '' THEN '00' ELSE ({parts}).second END"
    fraction = f"CASE WHEN ({parts}).fraction = '' THEN '0' ELSE left(({parts}).fraction, 6) END"
    return f"concat({hour}, ':', {minute}, ':', {second}, '.', {fraction})"


def _instant(x: str, reading: CellReading) -> str:
    parts = _parts(x)
    offset = f"regexp_replace(({parts}).zone, '^([+-][0-9]{{2}}):?([0-9]{{2}})$', '\\1:\\2')"
    zone = f"CASE WHEN upper(({parts}).zone) IN ('Z', 'UTC', 'GMT') THEN '+00:00' ELSE {offset} END"
    return f"try_cast(concat({_day_text(x, reading)}, ' ', {_time_text(x)}, {zone}) AS TIMESTAMPTZ)"


def _has_zone(date_format: str) -> bool:
    return "%z" in date_format or "%Z" in date_format
